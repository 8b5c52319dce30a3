package io.graphbus.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What image, chart, scrape configuration, alerts and dashboard rely on, asked of the packaged
 * server itself.
 */
class ContainerServerIT {

    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\)");

    /** What an agent of the example prints past the log. */
    private static final String PRINTED = "logged: ";

    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

    @TempDir static Path directory;
    private static ContainerServer server;
    private static String scrape;

    @BeforeAll
    static void start() {
        Path artifacts = directory.resolve(".graphbus");
        BuildOrchestrator.build(
                        BuildRequest.of(Checkout.path("examples/hello-graphbus/agents"))
                                .output(artifacts))
                .orThrow();
        server =
                ContainerServer.start(
                                directory,
                                Map.of(
                                        "GRAPHBUS_ARTIFACTS",
                                        artifacts.toString(),
                                        "GRAPHBUS_DURABILITY_MODE",
                                        "durable",
                                        "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                                        "ecs"))
                        .awaitReady();
        var called =
                server.post(
                        "/api/v1/agents/HelloService/methods/generateMessage",
                        "{\"name\":\"Ada\"}");
        assertThat(called.body()).contains("Hello, Ada!");
        server.post("/api/v1/events", "{\"topic\":\"/Hello/MessageGenerated\",\"payload\":[1]}");
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            scrape =
                                    server.get(ServedPaths.METRICS, ContainerServer.VIEWER_TOKEN)
                                            .body();
                            return scrape.contains("graphbus_dlq_depth{")
                                    && scrape.contains("graphbus_subscription_lag{")
                                    && scrape.lines()
                                            .anyMatch(
                                                    l ->
                                                            l.startsWith(
                                                                            "graphbus_messages_delivered_total{")
                                                                    && l.endsWith(" 1.0"));
                        });
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void probesAreAnsweredWithoutAToken() {
        assertThat(server.get(ServedPaths.LIVENESS, "").statusCode()).isEqualTo(200);
        assertThat(server.get(ServedPaths.READINESS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void theHealthCheckOfTheImageSaysHealthy() throws Exception {
        var builder = new ProcessBuilder(Checkout.path("docker/healthcheck.sh").toString());
        builder.environment().put("SERVER_PORT", String.valueOf(server.port()));

        assertThat(builder.start().waitFor()).isZero();
    }

    @Test
    void metricsAndCallsNeedTheToken() {
        assertThat(server.get(ServedPaths.METRICS, "").statusCode()).isEqualTo(401);
        assertThat(server.get("/api/v1/agents", "wrong").statusCode()).isEqualTo(401);
        assertThat(server.get("/api/v1/agents", ContainerServer.TOKEN).statusCode()).isEqualTo(200);
        assertThat(server.get("/api/v1/keys", ContainerServer.VIEWER_TOKEN).statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyLineOfTheLogIsJsonWhereThatIsAskedFor() {
        server.get("/api/v1/agents", "wrong");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.log().contains("AUTHENTICATION_FAILURE"));

        List<JsonNode> lines =
                server.log()
                        .lines()
                        .filter(line -> !line.startsWith(PRINTED))
                        .map(JsonMapper.shared()::readTree)
                        .toList();
        assertThat(lines)
                .allSatisfy(
                        line -> {
                            assertThat(line.at("/@timestamp").asString("")).endsWith("Z");
                            assertThat(line.at("/log/level").asString("")).isNotEmpty();
                            assertThat(line.at("/log/logger").asString("")).isNotEmpty();
                            assertThat(line.at("/message").asString("")).isNotEmpty();
                            assertThat(line.at("/service/name").asString("")).isEqualTo("graphbus");
                        });
        assertThat(lines)
                .filteredOn(l -> l.at("/log/logger").asString("").equals("io.graphbus.audit"))
                .anyMatch(l -> l.at("/reason").asString("").equals("unknown"));
    }

    @Test
    void everySeriesOfDashboardAndAlertsIsExposed() {
        assertThat(seriesNames()).containsAll(Metrics.used()).containsAll(Metrics.exposed());
    }

    @Test
    void everyLabelDashboardAndAlertsGroupByIsThere() {
        for (String query : Metrics.queries()) {
            Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
            Metrics.of(query).forEach(name -> labels.addAll(labelsOf(name)));
            BY.matcher(query)
                    .results()
                    .flatMap(by -> Pattern.compile(",\\s*").splitAsStream(by.group(1)))
                    .forEach(label -> assertThat(labels).as(query).contains(label));
        }
    }

    @Test
    void itDoesNotStartWithoutATokenAndSaysWhatToDo(@TempDir Path elsewhere) throws Exception {
        try (var refused = ContainerServer.start(elsewhere, Map.of("GRAPHBUS_ADMIN_TOKEN", ""))) {
            assertThat(refused.process().waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.process().exitValue()).isNotZero();
            assertThat(refused.log()).contains("GRAPHBUS_ADMIN_TOKEN").doesNotContain("\tat ");
        }
    }

    private static Set<String> seriesNames() {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static Set<String> labelsOf(String series) {
        return scrape.lines()
                .filter(line -> line.startsWith(series + "{"))
                .flatMap(
                        line ->
                                Pattern.compile("([a-z_]+)=\"")
                                        .matcher(line)
                                        .results()
                                        .map(r -> r.group(1)))
                .collect(Collectors.toSet());
    }
}
