package io.graphbus.server.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.store.log.DeadLetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery that was given up, as a line of a list. */
@Schema(name = "DeadLetter")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterView(
        String id,
        String agent,
        String subscription,
        String handler,
        DeadLetter.Status status,
        String topic,
        String event,
        @Nullable String key,
        @Nullable String schemaVersion,
        @Nullable String accepts,
        String reason,
        String error,
        int attempts,
        Instant deadAt) {

    static LetterView from(DeadLetter letter) {
        return new LetterView(
                letter.id(),
                letter.reader().agent(),
                letter.reader().subscription(),
                letter.handler(),
                letter.status(),
                letter.event().topic(),
                letter.event().id(),
                letter.event().key(),
                letter.event().schemaVersion(),
                letter.accepts(),
                letter.reason(),
                letter.error(),
                letter.attempts().size(),
                letter.deadAt());
    }
}
