package io.graphbus.durable.append;

import io.graphbus.bus.Envelope;
import io.graphbus.invoke.Payloads;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventData;
import java.nio.charset.StandardCharsets;

/** Writes events down as the log keeps them. */
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
                null);
    }

    private static Problem tooLarge(String topic, int most) {
        return Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                topic,
                "the payload has more than " + most + " bytes as JSON",
                "Store large data elsewhere and publish where it is.");
    }
}
