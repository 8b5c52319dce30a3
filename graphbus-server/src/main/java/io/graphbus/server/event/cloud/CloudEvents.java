package io.graphbus.server.event.cloud;

import io.graphbus.bus.Publish;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads CloudEvents 1.0 as what is to be published. Every fault of an event is told at once, by the
 * name of its attribute. Usable from any thread.
 */
public final class CloudEvents {

    private static final int MOST_FAULTS = 100;

    private CloudEvents() {}

    /** Whether a header with this name makes a message a CloudEvent in binary mode. */
    public static boolean isAttribute(String header) {
        return HttpBinding.isAttribute(header);
    }

    /**
     * An event in structured mode.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CLOUDEVENT}
     */
    public static Publish structured(JsonNode json) {
        return publish(JsonFormat.read(json));
    }

    /**
     * An event in binary mode.
     *
     * @param headers all values of each header
     * @param contentType of the body, or empty
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CLOUDEVENT}, or {@code
     *     INVALID_JSON} for a body that should be JSON
     */
    public static Publish binary(
            Map<String, List<String>> headers, String contentType, byte[] body) {
        return publish(HttpBinding.read(headers, contentType, body));
    }

    /**
     * All events of a batch.
     *
     * @param most how many there may be
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_CLOUDEVENT} naming every bad
     *     event by its index, {@code PAYLOAD_TOO_LARGE} for too many
     */
    public static List<Publish> batch(JsonNode json, int most) {
        if (!json.isArray()) {
            throw problem(List.of(new Violation("", "The batch is not a JSON array")));
        }
        if (json.size() > most) {
            throw tooMany(json.size(), most).toException();
        }
        List<Publish> batch = new ArrayList<>(json.size());
        List<Violation> faults = new ArrayList<>();
        for (int i = 0; i < json.size() && faults.size() < MOST_FAULTS; i++) {
            Reading reading = checked(JsonFormat.read(json.get(i)));
            String place = "[" + i + "]";
            reading.faults().forEach(fault -> faults.add(inside(place, fault)));
            if (reading.event() != null) {
                batch.add(Inbound.publish(reading.event()));
            }
        }
        if (!faults.isEmpty()) {
            throw problem(faults);
        }
        return batch;
    }

    private static Publish publish(Reading reading) {
        Reading checked = checked(reading);
        if (checked.event() == null) {
            throw problem(checked.faults());
        }
        return Inbound.publish(checked.event());
    }

    /** A type may be of any length, a topic may not. */
    private static Reading checked(Reading reading) {
        CloudEvent event = reading.event();
        return event == null || TopicPattern.isTopic(Inbound.topic(event))
                ? reading
                : new Reading(
                        null,
                        List.of(
                                new Violation(
                                        "type",
                                        "makes a topic of more than "
                                                + TopicPattern.MAX_LENGTH
                                                + " characters; name one in gbtopic")));
    }

    private static Violation inside(String place, Violation fault) {
        String path = fault.path().isEmpty() ? place : place + "." + fault.path();
        return new Violation(path, fault.message());
    }

    private static RuntimeException problem(List<Violation> faults) {
        return Problem.of(
                        ProblemCode.INVALID_CLOUDEVENT,
                        faults.getFirst().path().isEmpty() ? "body" : faults.getFirst().path(),
                        faults.stream()
                                .map(fault -> (fault.path() + " " + fault.message()).strip())
                                .collect(Collectors.joining("; ", "", ".")),
                        "CloudEvents 1.0 has the attributes specversion, id, source, type, and"
                                + " optionally datacontenttype, dataschema, subject, time and"
                                + " extensions.")
                .with(faults)
                .toException();
    }

    private static Problem tooMany(int size, int most) {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "body",
                "The batch has " + size + " events; at most " + most + " are taken.",
                "Send several batches, or raise graphbus.events.batch-size.");
    }
}
