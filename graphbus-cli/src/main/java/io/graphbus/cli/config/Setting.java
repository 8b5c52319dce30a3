package io.graphbus.cli.config;

import static java.lang.Double.MAX_VALUE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, for the command line first, then for how a graph runs. */
public enum Setting {
    FORMAT("format", Kind.oneOf("table", "text", "json", "yaml"), "table", "form of results"),
    NO_COLOR("no-color", Kind.FLAG, "false", "no colours on a terminal"),
    ARTIFACTS("artifacts", Kind.PATH, "", "the system that commands speak about"),
    DATA("data", Kind.PATH, "", "where state and the server's database are kept"),
    SERVER("server", Kind.ADDRESS, "", "the running server that commands ask"),
    TOKEN("token", Kind.TEXT, "", "bearer token for the server"),
    PORT("port", Kind.integer(0, 65_535), "8080", "where serve listens"),

    BUS_ENABLED("bus.enabled", Kind.FLAG, "true", "whether events flow"),
    MAILBOX_CAPACITY(
            "bus.mailbox-capacity",
            Kind.integer(1, Integer.MAX_VALUE),
            "1024",
            "events that may wait for one agent"),
    OVERFLOW(
            "bus.overflow",
            Kind.oneOf("block", "reject", "drop-oldest"),
            "block",
            "what a publisher meets when a mailbox is full"),
    HANDLER_TIMEOUT("handler-timeout", Kind.DURATION, "30s", "longest handling of an event"),
    CALL_TIMEOUT("call-timeout", Kind.DURATION, "30s", "longest call, waiting included"),
    HISTORY_SIZE("history.size", Kind.integer(0, Integer.MAX_VALUE), "1000", "events remembered"),
    MAX_PAYLOAD("payload.max-size", Kind.SIZE, "2MB", "largest payload"),
    CONTRACT_VALIDATION(
            "contract.validation",
            Kind.oneOf("off", "warn", "enforce"),
            "enforce",
            "what becomes of payloads a subscriber does not read"),
    CONTRACT_ENFORCE(
            "contract.enforce",
            Kind.oneOf("none", "writer"),
            "none",
            "whose payloads are checked when published"),
    RETRIES(
            "retry.retries",
            Kind.integer(0, Integer.MAX_VALUE),
            "3",
            "attempts after the first one"),
    RETRY_DELAY("retry.delay", Kind.DURATION, "1s", "pause before the second attempt"),
    RETRY_MULTIPLIER(
            "retry.multiplier", Kind.number(1, MAX_VALUE), "2", "factor from pause to pause"),
    RETRY_JITTER("retry.jitter", Kind.number(0, 1), "0.2", "part of a pause left to chance"),
    RETRY_MAX_DELAY("retry.max-delay", Kind.DURATION, "30s", "longest pause"),
    STATE_CAPTURE(
            "state.capture",
            Kind.oneOf("after-execution", "interval", "on-stop"),
            "after-execution",
            "when changed state is saved"),
    STATE_INTERVAL("state.interval", Kind.DURATION, "5s", "between two saves at intervals"),
    HEALTH_WINDOW(
            "health.window",
            Kind.integer(1, Integer.MAX_VALUE),
            "20",
            "executions that health looks back"),
    HEALTH_WINDOW_DURATION(
            "health.window-duration", Kind.DURATION, "60s", "longest time a failure counts"),
    DEGRADED_ERROR_RATE(
            "health.degraded-error-rate", Kind.number(0, 1), "0.1", "degraded above it"),
    UNHEALTHY_ERROR_RATE(
            "health.unhealthy-error-rate", Kind.number(0, 1), "0.5", "unhealthy above it"),
    UNHEALTHY_FAILURES(
            "health.unhealthy-failures",
            Kind.integer(1, Integer.MAX_VALUE),
            "3",
            "failures in a row that make unhealthy"),
    FAILED_FAILURES(
            "health.failed-failures",
            Kind.integer(1, Integer.MAX_VALUE),
            "5",
            "failures in a row that make failed"),
    DURABILITY(
            "durability.mode",
            Kind.oneOf("transient", "durable"),
            "transient",
            "what topics are that durability.topics does not name"),
    DURABLE_TOPICS("durability.topics", Kind.TOPICS, "", "topics and patterns that are durable"),
    RETENTION_AGE("durability.retention.age", Kind.DURATION, "168h", "how long events are kept"),
    RETENTION_COUNT(
            "durability.retention.count",
            Kind.integer(0, Integer.MAX_VALUE),
            "0",
            "newest events that are kept; 0: any number");

    private final String key;
    private final Kind kind;
    private final String usual;
    private final String description;

    Setting(String key, Kind kind, String usual, String description) {
        this.key = key;
        this.kind = kind;
        this.usual = usual;
        this.description = description;
    }

    public String key() {
        return key;
    }

    String description() {
        return description;
    }

    /** The value when nobody says anything; empty for none. */
    String usual() {
        return usual;
    }

    String expected() {
        return kind.expected();
    }

    boolean accepts(String text) {
        return kind.accepts().test(text);
    }

    boolean isPath() {
        return kind.equals(Kind.PATH);
    }

    boolean isDuration() {
        return kind.equals(Kind.DURATION);
    }

    boolean isSecret() {
        return this == TOKEN;
    }

    /** Whether it says how a graph runs; the server knows it as {@code graphbus.<key>}. */
    boolean isOfRuntime() {
        return ordinal() >= BUS_ENABLED.ordinal();
    }

    /** Its environment variable. */
    String variable() {
        return "GRAPHBUS_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static Optional<Setting> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }
}
