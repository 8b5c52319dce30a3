package io.graphbus.server.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.database.TestServer;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.http.TestArtifacts;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that is told where to send spans and to log in JSON. */
@ExtendWith(OutputCaptureExtension.class)
class TracedServerTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String SECRET = "a payload that nobody may read";

    private static final Collector COLLECTOR = new Collector();
    private static TestServer server;
    private static String start;

    @BeforeAll
    static void start(CapturedOutput output) {
        server =
                TestServer.start(
                        Map.of("spring.datasource.url", "jdbc:h2:mem:traced;DB_CLOSE_DELAY=-1"),
                        "--management.opentelemetry.tracing.export.otlp.endpoint="
                                + COLLECTOR.url(),
                        "--management.opentelemetry.tracing.export.schedule-delay=50ms",
                        "--logging.structured.format.console=ecs",
                        "--logging.config=classpath:structured-log.xml");
        server.bean(LiveGraph.class).activate(TestArtifacts.of("observed"));
        start = output.getOut();
    }

    @AfterAll
    static void stop() {
        server.close();
        COLLECTOR.close();
    }

    @Test
    void aCallAndAllThatComesOfItIsOneTraceThatIsExported() {
        say("hello");

        await(
                () ->
                        Stream.of(
                                        "service.name",
                                        "graphbus",
                                        "http post /api/v1/agents/{agent}/methods/{method}",
                                        "call Talker.say",
                                        "publish /Talk/Said",
                                        "process /Talk/Said",
                                        "messaging.destination.subscription.name")
                                .allMatch(COLLECTOR::has));
        assertThat(COLLECTOR.hasTrace(TRACE)).isTrue();
        assertThat(COLLECTOR.types()).containsOnly("application/x-protobuf");
    }

    @Test
    void aPublishGoesOnWithTheTraceOfItsRequest() {
        publish("4bf92f3577b34da6a3ce929d0e0e4736", "traceparent");

        await(() -> COLLECTOR.hasTrace("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void aCloudEventGoesOnWithTheTraceThatItBrings() {
        publish("5bf92f3577b34da6a3ce929d0e0e4737", "ce-traceparent");

        await(() -> COLLECTOR.hasTrace("5bf92f3577b34da6a3ce929d0e0e4737"));
    }

    private static void publish(String trace, String header) {
        boolean cloudEvent = header.startsWith("ce-");
        String said = "{\"text\":\"hello\"}";
        var answer =
                server.postJson(
                        "/api/v1/events",
                        cloudEvent ? said : "{\"topic\":\"/Talk/Said\",\"payload\":" + said + "}",
                        cloudEvent ? event(header, trace) : parent(header, trace));
        assertThat(answer.status()).isEqualTo(202);
    }

    private static String[] event(String header, String trace) {
        String[] attributes = {
            "ce-specversion",
            "1.0",
            "ce-id",
            trace,
            "ce-source",
            "/test",
            "ce-type",
            "said",
            "ce-gbtopic",
            "/Talk/Said"
        };
        return Stream.of(attributes, parent(header, trace))
                .flatMap(Arrays::stream)
                .toArray(String[]::new);
    }

    private static String[] parent(String header, String trace) {
        return new String[] {header, "00-" + trace + "-b7ad6b7169203331-01"};
    }

    @Test
    void everyLineIsJsonAndThoseOfAgentsSayWhereTheyComeFrom(CapturedOutput output) {
        say("nonsense " + SECRET);
        await(() -> output.getOut().contains("gave up"));

        List<JsonNode> lines = json(output.getOut());
        assertThat(line(lines, "says something"))
                .containsEntry("agent", "Talker")
                .containsEntry("method", "say")
                .containsEntry("traceId", TRACE)
                .containsKey("spanId")
                .doesNotContainKey("topic");
        assertThat(line(lines, "hears something"))
                .containsEntry("agent", "Hearer")
                .containsEntry("topic", "/Talk/Said")
                .containsEntry("subscriber", "ear")
                .containsEntry("traceId", TRACE);
        assertThat(line(lines, "Hearer.hear gave up"))
                .containsEntry("agent", "Hearer")
                .containsEntry("topic", "/Talk/Said")
                .containsEntry("subscriber", "ear")
                .containsEntry("traceId", TRACE);
        assertThat(output.getAll()).doesNotContain(SECRET).doesNotContain(TestServer.TOKEN);
    }

    @Test
    void theLinesOfTheStartAreJsonToo() {
        assertThat(json(start)).hasSizeGreaterThan(3).allMatch(l -> l.has("@timestamp"));
    }

    private static void say(String text) {
        var answer =
                server.postJson(
                        "/api/v1/agents/Talker/methods/say",
                        "{\"text\":\"" + text + "\"}",
                        "traceparent",
                        PARENT);
        assertThat(answer.status()).isEqualTo(200);
    }

    private static List<JsonNode> json(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private static Map<String, String> line(List<JsonNode> lines, String message) {
        JsonNode line =
                lines.stream()
                        .filter(l -> l.at("/message").asString("").startsWith(message))
                        .findFirst()
                        .orElseThrow();
        return line.propertyStream()
                .filter(p -> p.getValue().isString())
                .collect(Collectors.toMap(Map.Entry::getKey, p -> p.getValue().stringValue()));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
