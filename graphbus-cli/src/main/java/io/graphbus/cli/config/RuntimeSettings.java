package io.graphbus.cli.config;

import io.graphbus.GraphBus;
import io.graphbus.durable.Durability;
import io.graphbus.durable.retention.Retention;
import io.graphbus.gate.ContractEnforcement;
import io.graphbus.gate.ContractValidation;
import io.graphbus.health.HealthPolicy;
import io.graphbus.mailbox.Overflow;
import io.graphbus.model.Durations;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.CapturePolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a graph is to run, from the configuration and from {@code --set}. */
public final class RuntimeSettings {

    private static final Set<Setting> SIZES = Set.of(Setting.MAX_PAYLOAD);

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key for this time, such as bus.mailbox-capacity=64 (repeatable).")
    private @Nullable List<String> assignments;

    @Option(
            names = "--durability",
            paramLabel = "MODE",
            description =
                    "durable: events of all topics survive a crash; transient: those of none. The"
                            + " key durability.topics names single ones.")
    private @Nullable String durability;

    /** The configuration, and over it what was given with options. */
    Configuration over(Configuration configuration) {
        Configuration set =
                assignments == null ? configuration : configuration.with("--set", assignments);
        return durability == null
                ? set
                : set.with("--durability", List.of("durability.mode=" + durability));
    }

    /** Which topics are durable. */
    public Durability durability(Configuration configuration) {
        Configuration from = over(configuration);
        Durability all =
                new Durability(
                        from.text(Setting.DURABILITY).equalsIgnoreCase("durable"),
                        Map.of(),
                        Durability.NONE.inFlight(),
                        Durability.NONE.mostDeferred(),
                        Durability.NONE.lease(),
                        Durability.NONE.poll(),
                        bytes(from, Setting.MAX_PAYLOAD));
        for (var topic : topics(from).entrySet()) {
            all = all.with(topic.getKey(), topic.getValue());
        }
        return all;
    }

    private static Map<String, Boolean> topics(Configuration from) {
        return from.set(Setting.DURABLE_TOPICS).map(Kind::topics).orElse(Map.of());
    }

    /** How long events of durable topics are kept. */
    public Retention retention(Configuration configuration) {
        Configuration from = over(configuration);
        return new Retention(
                duration(from, Setting.RETENTION_AGE),
                integer(from, Setting.RETENTION_COUNT),
                null,
                Duration.ZERO);
    }

    /** The same graph, to run as it is set. */
    public GraphBus apply(Configuration configuration, GraphBus bus) {
        return bus.options(options(over(configuration), bus.options()));
    }

    /** What graphs run by when nothing else is set, changed as it is set. */
    private static RuntimeOptions options(Configuration from, RuntimeOptions usual) {
        return usual.toBuilder()
                .messageBus(from.isOn(Setting.BUS_ENABLED))
                .mailboxCapacity(integer(from, Setting.MAILBOX_CAPACITY))
                .overflow(Overflow.valueOf(constant(from, Setting.OVERFLOW)))
                .handlerTimeout(duration(from, Setting.HANDLER_TIMEOUT))
                .callTimeout(duration(from, Setting.CALL_TIMEOUT))
                .historySize(integer(from, Setting.HISTORY_SIZE))
                .maxPayload(bytes(from, Setting.MAX_PAYLOAD))
                .contractValidation(
                        ContractValidation.valueOf(constant(from, Setting.CONTRACT_VALIDATION)))
                .contractEnforcement(
                        ContractEnforcement.valueOf(constant(from, Setting.CONTRACT_ENFORCE)))
                .retry(retry(from))
                .stateCapture(CapturePolicy.valueOf(constant(from, Setting.STATE_CAPTURE)))
                .stateInterval(duration(from, Setting.STATE_INTERVAL))
                .build();
    }

    private static RetryPolicy retry(Configuration from) {
        return RetryPolicy.DEFAULT
                .withRetries(integer(from, Setting.RETRIES))
                .withMultiplier(number(from, Setting.RETRY_MULTIPLIER))
                .withJitter(number(from, Setting.RETRY_JITTER))
                .withDelay(duration(from, Setting.RETRY_DELAY))
                .withMaxDelay(duration(from, Setting.RETRY_MAX_DELAY));
    }

    /** How health is judged where it is watched. */
    public HealthPolicy health(Configuration configuration) {
        Configuration from = over(configuration);
        return new HealthPolicy(
                integer(from, Setting.HEALTH_WINDOW),
                duration(from, Setting.HEALTH_WINDOW_DURATION),
                number(from, Setting.DEGRADED_ERROR_RATE),
                number(from, Setting.UNHEALTHY_ERROR_RATE),
                integer(from, Setting.UNHEALTHY_FAILURES),
                integer(from, Setting.FAILED_FAILURES),
                HealthPolicy.DEFAULTS.p95Limit(),
                HealthPolicy.DEFAULTS.restart());
    }

    /** What is set, as arguments of the server; what is not stays as the server has it. */
    public List<String> arguments(Configuration configuration) {
        Configuration from = over(configuration);
        return Arrays.stream(Setting.values())
                .filter(s -> s.isOfRuntime() && from.set(s).isPresent())
                .flatMap(s -> arguments(from, s))
                .toList();
    }

    private static Stream<String> arguments(Configuration from, Setting setting) {
        String key = "--graphbus." + setting.key();
        return setting == Setting.DURABLE_TOPICS
                ? topics(from).entrySet().stream()
                        .map(topic -> key + "[" + topic.getKey() + "]=" + mode(topic.getValue()))
                : Stream.of(key + "=" + forServer(from, setting));
    }

    private static String mode(boolean durable) {
        return durable ? "durable" : "transient";
    }

    private static String forServer(Configuration from, Setting setting) {
        if (SIZES.contains(setting)) {
            return bytes(from, setting) + "B";
        }
        return setting.isDuration() ? duration(from, setting).toString() : from.text(setting);
    }

    private static int integer(Configuration from, Setting setting) {
        return Integer.parseInt(from.text(setting));
    }

    private static double number(Configuration from, Setting setting) {
        return Double.parseDouble(from.text(setting));
    }

    private static Duration duration(Configuration from, Setting setting) {
        return Durations.parse(from.text(setting));
    }

    private static int bytes(Configuration from, Setting setting) {
        return Kind.bytes(from.text(setting)).orElseThrow().intValue();
    }

    private static String constant(Configuration from, Setting setting) {
        return from.text(setting).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
