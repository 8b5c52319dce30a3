package io.graphbus.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.config.Configuration.Places;
import io.graphbus.health.HealthPolicy;
import io.graphbus.mailbox.Overflow;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.CapturePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set takes effect. */
class ConfiguredCommandsTest {

    @TempDir Path temp;

    @Test
    void commandsTakeTheirDefaultsFromTheConfiguration() throws IOException {
        Path artifacts = Cli.hello(temp);
        Places places = file("format: json\nartifacts: .graphbus\n");
        assertThat(Cli.runIn(places, "", "inspect").json().has("graph")).isTrue();
        assertThat(Cli.runIn(places, "", "inspect", "--format", "table").out())
                .startsWith("4 agents");
        assertThat(Cli.runIn(places, "", "call", "HelloService.generateMessage").out())
                .contains("World");
        assertThat(Cli.runIn(places, "stats\n", "run", "-i").code()).isZero();
        assertThat(Cli.runIn(places, "", "validate", Cli.HELLO).json().path("valid").asBoolean())
                .isTrue();
        assertThat(artifacts).exists();
    }

    @Test
    void stateIsKeptWhereItIsSet() throws IOException {
        Cli.hello(temp);
        Places places = file("data: kept\nartifacts: .graphbus\n");
        assertThat(Cli.runIn(places, "", "state", "list").code()).isZero();
        assertThat(Cli.runIn(places, "", "call", "HelloService.generateMessage").code()).isZero();
    }

    @Test
    void aServerIsAskedUnlessTheCommandLineNamesArtifacts() throws IOException {
        Path artifacts = Cli.hello(temp);
        Places places = file("server: http://localhost:1\n");
        Object[] call = {"call", "HelloService.generateMessage"};
        assertThat(Cli.runIn(places, "", call).code()).isEqualTo(3);
        assertThat(Cli.runIn(places, "", call[0], call[1], "--artifacts", artifacts).code())
                .isZero();
        assertThat(Cli.runIn(places, "", "inspect").code()).isEqualTo(3);
        assertThat(Cli.runIn(places, "", "inspect", artifacts).code()).isZero();
        assertThat(
                        Cli.runIn(
                                        places,
                                        "",
                                        "inspect",
                                        artifacts,
                                        "--server",
                                        "http://localhost:1")
                                .code())
                .isEqualTo(2);
    }

    @Test
    void theBusCanBeSwitchedOff() throws IOException {
        Path artifacts = Cli.hello(temp);
        Places off = file("bus.enabled: false\n");
        Object[] publish = {"publish", "/Hello/MessageGenerated", "{}", "--artifacts", artifacts};
        Result refused = Cli.runIn(off, "", publish);
        assertThat(refused.code()).isOne();
        assertThat(refused.err()).contains("BUS_DISABLED");
    }

    @Test
    void aGivenKeyOutdoesTheFileForThisTime() throws IOException {
        Path artifacts = Cli.hello(temp);
        Places off = file("bus.enabled: false\n");
        Object[] publish = {
            "publish", "/Nobody", "{}", "--artifacts", artifacts, "--set", "bus.enabled=true"
        };
        assertThat(Cli.runIn(off, "", publish).code()).isZero();
        Result wrong = Cli.runIn(off, "", "run", artifacts, "-i", "--set", "bus.enable=true");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--set", "Did you mean bus.enabled?");
    }

    @Test
    void everyKeyOfTheRuntimeReachesTheGraph() throws IOException {
        Configuration set = Configuration.load(file(ALL));
        try (GraphBus bus = new RuntimeSettings().apply(set, GraphBus.open(Cli.hello(temp)))) {
            RuntimeOptions options = bus.options();
            assertThat(options.mailboxCapacity()).isEqualTo(7);
            assertThat(options.overflow()).isEqualTo(Overflow.DROP_OLDEST);
            assertThat(options.messageBus()).isFalse();
            assertThat(options.handlerTimeout()).isEqualTo(Duration.ofSeconds(8));
            assertThat(options.callTimeout()).isEqualTo(Duration.ofMillis(900));
            assertThat(options.historySize()).isEqualTo(10);
            assertThat(options.maxPayload()).isEqualTo(11 * 1024);
            assertThat(options.retry().retries()).isEqualTo(12);
            assertThat(options.retry().delay()).isEqualTo(Duration.ofSeconds(2));
            assertThat(options.retry().multiplier()).isEqualTo(3);
            assertThat(options.retry().jitter()).isEqualTo(0.4);
            assertThat(options.retry().maxDelay()).isEqualTo(Duration.ofMinutes(1));
            assertThat(options.stateCapture()).isEqualTo(CapturePolicy.ON_STOP);
            assertThat(options.stateInterval()).isEqualTo(Duration.ofSeconds(6));
        }
        HealthPolicy health = new RuntimeSettings().health(set);
        assertThat(health.window()).isEqualTo(21);
        assertThat(health.windowDuration()).isEqualTo(Duration.ofSeconds(22));
        assertThat(health.degradedErrorRate()).isEqualTo(0.2);
        assertThat(health.unhealthyErrorRate()).isEqualTo(0.6);
        assertThat(health.unhealthyFailures()).isEqualTo(4);
        assertThat(health.failedFailures()).isEqualTo(9);
    }

    @Test
    void theServerGetsWhatIsSetAndNothingElse() throws IOException {
        RuntimeSettings settings = new RuntimeSettings();
        assertThat(settings.arguments(Configuration.none())).isEmpty();
        assertThat(settings.arguments(Configuration.load(file(ALL))))
                .contains(
                        "--graphbus.bus.mailbox-capacity=7",
                        "--graphbus.handler-timeout=PT8S",
                        "--graphbus.payload.max-size=11264B",
                        "--graphbus.state.capture=on-stop")
                .noneMatch(argument -> argument.contains("token"));
    }

    @Test
    void defaultsAreThoseOfTheEngine() throws IOException {
        try (GraphBus bus = GraphBus.open(Cli.hello(temp))) {
            RuntimeOptions usual = bus.options();
            assertThat(new RuntimeSettings().apply(Configuration.none(), bus).options())
                    .isEqualTo(usual);
        }
        assertThat(new RuntimeSettings().health(Configuration.none()))
                .isEqualTo(HealthPolicy.DEFAULTS);
    }

    private Places file(String text) throws IOException {
        Path file = Files.writeString(temp.resolve("graphbus.yaml"), text);
        return new Places(List.of(file), Map.of());
    }

    private static final String ALL =
            """
            bus:
              enabled: false
              mailbox-capacity: 7
              overflow: drop-oldest
            handler-timeout: 8s
            call-timeout: 900ms
            history.size: 10
            payload.max-size: 11KB
            retry: {retries: 12, delay: 2s, multiplier: 3, jitter: 0.4, max-delay: 1m}
            state: {capture: on-stop, interval: 6s}
            health:
              window: 21
              window-duration: 22s
              degraded-error-rate: 0.2
              unhealthy-error-rate: 0.6
              unhealthy-failures: 4
              failed-failures: 9
            """;
}
