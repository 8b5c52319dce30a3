package io.graphbus.server.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.server.database.TestServer;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.http.TestArtifacts;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;

/** A server as it comes. */
class ActuatorTest {

    private static TestServer server;
    private static LiveGraph live;

    @BeforeAll
    static void start() {
        server =
                TestServer.start(
                        Map.of("spring.datasource.url", "jdbc:h2:mem:actuator;DB_CLOSE_DELAY=-1"));
        live = server.bean(LiveGraph.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void run() {
        live.activate(TestArtifacts.of("shop"));
    }

    @Test
    void infoNamesTheVersionAndTheGraph() {
        var info = server.get("/actuator/info");

        assertThat(info.text("build/artifact")).isEqualTo("graphbus-server");
        assertThat(info.text("build/version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.text("java/version")).startsWith("25");
        assertThat(info.json().at("/graph/agents").asInt()).isEqualTo(3);
        assertThat(info.json().at("/graph/running").asBoolean()).isTrue();
        assertThat(info.json().has("activeBuild")).isTrue();
        assertThat(info.json().at("/git").isMissingNode()).isTrue();
    }

    @Test
    void theStartCanBeLookedAtStepByStep() {
        var startup = server.get("/actuator/startup");

        assertThat(startup.json().at("/timeline/events")).hasSizeBetween(50, 4096);
        assertThat(server.postJson("/actuator/startup", "").status()).isEqualTo(405);
    }

    @Test
    void healthHasAChildPerAgentOfTheGraphThatRuns() {
        assertThat(server.get("/actuator/health/graphbus").json().at("/components").propertyNames())
                .containsExactlyInAnyOrder("Greeter", "Listener", "Troubled");

        live.activate(TestArtifacts.of("counter"));

        assertThat(server.get("/actuator/health/graphbus").json().at("/components").propertyNames())
                .containsExactly("Counter");
    }

    @Test
    void anAgentThatHasFailedIsSeenAndHarmsNoProbe() {
        for (int i = 0; i < 5; i++) {
            catchThrowable(() -> live.bus().call("Troubled", "fail"));
        }

        var child = server.get("/actuator/health/graphbus/Troubled");
        var health = server.get("/actuator/health");
        assertThat(child.status()).isEqualTo(200);
        assertThat(child.text("status")).isEqualTo("AGENT_FAILED");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("AGENT_FAILED");
        assertThat(server.get("/actuator/health/liveness").text("status")).isEqualTo("UP");
        assertThat(server.get("/actuator/health/readiness").text("status")).isEqualTo("UP");
    }

    @Test
    void aServerThatIsNotToldToTraceHasNothingThatTraces() {
        Environment environment = server.bean(Environment.class);

        assertThat(server.has(Tracer.class)).isFalse();
        assertThat(server.has(OpenTelemetry.class)).isFalse();
        assertThat(environment.getProperty("logging.expect-correlation-id")).isEqualTo("false");
    }
}
