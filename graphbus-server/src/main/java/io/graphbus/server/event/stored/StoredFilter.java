package io.graphbus.server.event.stored;

import io.graphbus.model.TopicPattern;
import io.graphbus.server.web.Expected;
import io.graphbus.store.log.EventLog.Query;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Which events of a log are meant; what is left out does not matter. */
record StoredFilter(
        @Parameter(description = "A topic or pattern", example = "/Order/**")
                @Nullable String topic,
        @Parameter(description = "What orders them", example = "c-7") @Nullable String key,
        @Parameter(
                        description = "A first position, or published at or after a time",
                        example = "2026-11-29T16:00:00Z")
                @Nullable String from,
        @Parameter(description = "A last position, or published before a time", example = "1741")
                @Nullable String to) {

    /** The newest events, at most so many, before a position. */
    Query query(long before, int limit) {
        requireTopic(topic);
        Bound first = Bound.of("from", from);
        Bound last = Bound.of("to", to);
        return new Query(
                topic,
                key,
                first.position() == null ? 0 : first.position(),
                Math.min(before - 1, last.position() == null ? Long.MAX_VALUE : last.position()),
                first.time(),
                last.time(),
                false,
                limit);
    }

    static void requireTopic(@Nullable String topic) {
        if (topic != null && !TopicPattern.isPattern(topic)) {
            throw new Expected("Examples: /Order/Created, /Order/*, /Order/**.")
                    .invalid("topic", topic + " is neither a topic nor a pattern.")
                    .toException();
        }
    }

    /** A position or a time, or neither. */
    record Bound(@Nullable Long position, @Nullable Instant time) {

        static Bound of(String name, @Nullable String text) {
            if (text == null) {
                return new Bound(null, null);
            }
            try {
                return text.matches("[0-9]{1,18}")
                        ? new Bound(Long.valueOf(text), null)
                        : new Bound(null, Instant.parse(text));
            } catch (DateTimeParseException e) {
                throw new Expected("Give a position such as 1741, or 2026-11-29T16:00:00Z.")
                        .invalid(name, text + " is neither a position nor a time.")
                        .toException(e);
            }
        }
    }
}
