package io.graphbus.durable.append;

import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet;
import io.graphbus.bus.Publish;
import io.graphbus.invoke.Payloads;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes events down as the log keeps them, and reads them. */
public final class EventCodec {

    private final int maxPayload;

    public EventCodec(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /**
     * All of an event that is kept.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_PAYLOAD} when it has no JSON
     *     form, {@code PAYLOAD_TOO_LARGE}
     */
    public EventData data(Envelope event) {
        if (event.payload() instanceof Unreadable kept) {
            return kept.event();
        }
        String json = Payloads.toJson(event.payload());
        if (json.length() > maxPayload / 3
                && json.getBytes(StandardCharsets.UTF_8).length > maxPayload) {
            throw tooLarge(event.topic(), maxPayload).toException();
        }
        return new EventData(
                event.id(),
                event.topic(),
                event.source(),
                json,
                event.key(),
                event.wishedPriority(),
                event.schemaVersion(),
                event.headers(),
                event.correlationId(),
                event.causationId(),
                event.hops(),
                event.time(),
                event.expires());
    }

    /** What its publisher asked for beside the payload. */
    public static Publish wish(EventData data) {
        return Publish.to(data.topic(), null)
                .key(data.key())
                .priority(data.priority())
                .schemaVersion(data.schemaVersion())
                .headers(data.headers())
                .expiresAfter(data.expires() == null ? null : left(data, data.expires()));
    }

    /** One that cannot be told from its time is over at once; one beyond all time is never. */
    private static @Nullable Duration left(EventData data, Instant expires) {
        Duration left = Duration.between(data.time(), expires);
        if (!left.isPositive()) {
            return Duration.ofNanos(1);
        }
        return Publish.isExpiry(left) ? left : null;
    }

    /** What ties it to others. */
    public static Outlet.Origin origin(EventData data) {
        return new Outlet.Origin(data.id(), data.correlationId(), data.causationId(), data.hops());
    }

    /** Its payload, read, or {@link Unreadable}. */
    public static Object payload(EventData data) {
        try {
            return Payloads.parse(data.payload(), data.topic(), Integer.MAX_VALUE);
        } catch (GraphBusException e) {
            return new Unreadable(data, unreadable(data));
        }
    }

    private static Problem unreadable(EventData data) {
        return Problem.of(
                ProblemCode.INVALID_JSON,
                data.topic(),
                "what is kept of the payload of event " + data.id() + " is not JSON",
                "Somebody has changed it in the database; purge the letter, or mend the event there"
                        + " and replay it.");
    }

    private static Problem tooLarge(String topic, int most) {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                topic,
                "the payload has more than " + most + " bytes as JSON",
                "Store large data elsewhere and publish where it is.");
    }
}
