package io.graphbus.server.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.graphbus.agent.Priority;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventData;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delivery that was given up, with all that is known of it. */
@Schema(name = "DeadLetterDetail")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterDetail(
        String id,
        String agent,
        String subscription,
        String handler,
        DeadLetter.Status status,
        @Nullable String accepts,
        @Nullable String migrateTo,
        String reason,
        String error,
        String stack,
        List<Failure> failures,
        Instant deadAt,
        Original event) {

    static LetterDetail from(DeadLetter letter) {
        return new LetterDetail(
                letter.id(),
                letter.reader().agent(),
                letter.reader().subscription(),
                letter.handler(),
                letter.status(),
                letter.accepts(),
                letter.migrateTo(),
                letter.reason(),
                letter.error(),
                letter.stack(),
                letter.attempts().stream().map(a -> new Failure(a.at(), a.error())).toList(),
                letter.deadAt(),
                Original.from(letter));
    }

    /** One attempt. */
    @Schema(name = "DeadLetterAttempt")
    record Failure(Instant at, String error) {}

    /**
     * The event as it was published.
     *
     * @param position in the event log; {@code null} for a transient topic's
     */
    @Schema(name = "DeadLetterEvent")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Original(
            String id,
            @Nullable Long position,
            String topic,
            String source,
            Instant time,
            @Nullable String key,
            Priority priority,
            @Nullable String schemaVersion,
            Map<String, String> headers,
            String correlationId,
            @Nullable String causationId,
            @Schema(implementation = Object.class) @JsonRawValue String payload) {

        static Original from(DeadLetter letter) {
            EventData event = letter.event();
            return new Original(
                    event.id(),
                    letter.position() == 0 ? null : letter.position(),
                    event.topic(),
                    event.source(),
                    event.time(),
                    event.key(),
                    event.priority() == null ? Priority.NORMAL : event.priority(),
                    event.schemaVersion(),
                    event.headers(),
                    event.correlationId(),
                    event.causationId(),
                    event.payload());
        }
    }
}
