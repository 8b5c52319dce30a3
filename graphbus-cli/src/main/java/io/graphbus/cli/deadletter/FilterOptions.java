package io.graphbus.cli.deadletter;

import io.graphbus.cli.system.ServerClient;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.DeadLetters.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which letters are meant. */
final class FilterOptions {

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only of this agent.")
    private @Nullable String agent;

    @Option(
            names = "--subscription",
            paramLabel = "ID",
            description = "Only of subscriptions with this id.")
    private @Nullable String subscription;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "Only of a topic, or of those that a pattern such as /Order/** matches.")
    private @Nullable String topic;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Only those that died of this, such as NO_MIGRATION_PATH.")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = {
                "Only those that died then or later: a time such as 2026-11-29T16:00:00Z, or how"
                        + " long ago, such as 30m, 12h or 7d."
            })
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            converter = Moment.class,
            description = "Only those that died before, told as with --since.")
    private @Nullable Instant until;

    boolean isEmpty() {
        return members().isEmpty();
    }

    /** For a graph that does not run. */
    Filter filter() {
        if (topic != null && !TopicPattern.isPattern(topic)) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--topic",
                            "'" + topic + "' is neither a topic nor a pattern",
                            "Examples: /Order/Created, /Order/*, /Order/**.")
                    .toException();
        }
        return new Filter(
                agent,
                subscription,
                topic,
                reason == null ? null : reason.toUpperCase(Locale.ROOT),
                null,
                since,
                until);
    }

    /** As part of a body. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "agent", agent);
        put(members, "subscription", subscription);
        put(members, "topic", topic);
        put(members, "reason", reason == null ? null : reason.toUpperCase(Locale.ROOT));
        put(members, "since", since);
        put(members, "until", until);
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    /** As part of an address, each parameter after an ampersand. */
    String query() {
        return members().entrySet().stream()
                .map(m -> "&" + m.getKey() + "=" + ServerClient.encode(m.getValue().toString()))
                .collect(Collectors.joining());
    }

    /** For people, such as {@code of agent Billing, reason INVALID_PAYLOAD}; empty for all. */
    String words() {
        return members().entrySet().stream()
                .map(m -> m.getKey() + " " + m.getValue())
                .collect(Collectors.joining(", "));
    }

    /** A time, or how long ago. */
    static final class Moment implements ITypeConverter<Instant> {

        @Override
        public Instant convert(String text) {
            try {
                return text.matches("[0-9]+[smhd]") ? ago(text) : Instant.parse(text);
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new TypeConversionException(
                        "'"
                                + text
                                + "' is neither a time such as 2026-11-29T16:00:00Z nor such as 12h");
            }
        }

        private static Instant ago(String text) {
            String upper = text.toUpperCase(Locale.ROOT);
            Duration time = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
            return Instant.now().minus(time);
        }
    }
}
