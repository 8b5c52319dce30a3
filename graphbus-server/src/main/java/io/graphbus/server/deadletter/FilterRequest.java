package io.graphbus.server.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.server.web.Expected;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetters.Filter;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which letters are meant, as a query or in a body; what is left out does not matter. */
@Schema(name = "DeadLetterFilter")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FilterRequest(
        @Parameter(description = "Agent that did not take them", example = "Billing")
                @Nullable String agent,
        @Parameter(description = "Id of its subscription", example = "bill")
                @Nullable String subscription,
        @Parameter(description = "A topic or pattern", example = "/order/**")
                @Nullable String topic,
        @Parameter(description = "Why they died", example = "INVALID_PAYLOAD")
                @Nullable String reason,
        @Parameter(
                        description = "Whether they lie still",
                        schema = @Schema(allowableValues = {"DEAD", "REPLAYING"}),
                        example = "DEAD")
                @Nullable String status,
        @Parameter(description = "Died at or after", example = "2026-11-29T16:00:00Z")
                @Nullable String since,
        @Parameter(description = "Died before", example = "2026-11-29T17:00:00Z")
                @Nullable String until) {

    /** The names of its members. */
    static List<String> names() {
        return Arrays.stream(FilterRequest.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** Whether nothing is said. */
    boolean meansAll() {
        return filter().equals(Filter.ALL);
    }

    Filter filter() {
        if (topic != null && !TopicPattern.isPattern(topic)) {
            throw invalid("topic", topic + " is neither a topic nor a pattern.").toException();
        }
        return new Filter(
                agent,
                subscription,
                topic,
                reason == null ? null : reason.toUpperCase(Locale.ROOT),
                status == null ? null : status(status),
                since == null ? null : time("since", since),
                until == null ? null : time("until", until));
    }

    private static DeadLetter.Status status(String text) {
        List<String> names = Arrays.stream(DeadLetter.Status.values()).map(Enum::name).toList();
        String name = text.toUpperCase(Locale.ROOT);
        if (!names.contains(name)) {
            throw new Expected(Nearest.hint(name, "statuses", names))
                    .invalid("status", text + " is no status of a dead letter.")
                    .toException();
        }
        return DeadLetter.Status.valueOf(name);
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(name, text + " is no time.").toException(e);
        }
    }

    private static Problem invalid(String name, String message) {
        return new Expected("Topics look like /Order/** and times like 2026-11-29T16:00:00Z.")
                .invalid(name, message);
    }
}
