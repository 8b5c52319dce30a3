package io.graphbus.store.log;

import io.graphbus.agent.Priority;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of an event.
 *
 * @param id unique within the system
 * @param payload as JSON text
 * @param priority that its publisher asked for; {@code null} when it did not
 * @param schemaVersion of the payload; {@code null} when unknown
 * @param correlationId id of the first event of its chain
 * @param causationId id of the event whose handling published this one; {@code null} for none
 * @param time when it was published, in milliseconds
 * @param expires from when on it is not to be handled any more; {@code null} for never
 */
public record EventData(
        String id,
        String topic,
        String source,
        String payload,
        @Nullable String key,
        @Nullable Priority priority,
        @Nullable String schemaVersion,
        Map<String, String> headers,
        String correlationId,
        @Nullable String causationId,
        int hops,
        Instant time,
        @Nullable Instant expires) {

    public EventData {
        headers = Map.copyOf(headers);
    }

    /** The same event with another payload and version. */
    public EventData with(String otherPayload, @Nullable String otherVersion) {
        return new EventData(
                id,
                topic,
                source,
                otherPayload,
                key,
                priority,
                otherVersion,
                headers,
                correlationId,
                causationId,
                hops,
                time,
                expires);
    }
}
