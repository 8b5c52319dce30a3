package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphbus.server.http.Http.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CoherenceOverHttpTest extends RunningServer {

    private static void publish(Http http, String version) {
        String body =
                "{\"topic\":\"/Hello/MessageGenerated\",\"schemaVersion\":\""
                        + version
                        + "\",\"payload\":{\"name\":\"Ada\",\"message\":\"Hi\"}}";
        assertThat(http.post("/api/v1/events", body).status()).isEqualTo(202);
    }

    @Test
    void whatWasDeliveredIsJudgedAndExplained() {
        for (int i = 0; i < 20; i++) {
            publish(http, "7.1.0");
        }
        publish(http, "6.0.0");
        awaitIdle();
        Answer answer = http.get("/api/v1/coherence");
        JsonNode summary = answer.json();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(summary.path("losses").valueStream())
                .anySatisfy(
                        loss -> {
                            assertThat(loss.path("version").asString("")).isEqualTo("6.0.0");
                            assertThat(loss.path("fix").asString()).isNotBlank();
                        });
        double costs =
                summary.path("losses")
                        .valueStream()
                        .mapToDouble(loss -> loss.path("cost").asDouble())
                        .sum();
        assertThat(summary.path("score").asDouble() + costs + summary.path("rest").asDouble())
                .isEqualTo(1, within(1e-9));
    }

    @Test
    void whatStandsApartDrifts() {
        publish(http, "7.1.0");
        publish(http, "7.1.0");
        publish(http, "5.0.0");
        awaitIdle();

        assertThat(http.get("/api/v1/coherence/drift?timeWindow=1").body())
                .contains("\"actual\":\"5.0.0\"", "\"window\":\"PT1H\"");
        assertThat(http.get("/api/v1/coherence/report").body()).contains("\"version\":\"5.0.0\"");
        assertThat(http.get("/api/v1/coherence/report?limit=1").status()).isEqualTo(200);
        assertThat(http.get("/api/v1/coherence/report?limit=-1").status()).isEqualTo(400);
        assertThat(http.get("/api/v1/coherence/report?limit=501").status()).isEqualTo(400);
        assertProblem(http.get("/api/v1/coherence/drift?timeWindow=48h"), 400, "INVALID_REQUEST");
    }

    @Test
    void theTrafficIsAGraphWithWaysBetweenAgents() {
        publish(http, "7.1.0");
        awaitIdle();
        Answer graph = http.get("/api/v1/coherence/graph?from=external&to=Listener");

        assertThat(graph.at("/routes/0/agents/0")).as(graph.body()).isEqualTo("external");
        assertThat(graph.at("/routes/0/agents/1")).isEqualTo("Listener");
        assertProblem(
                http.get("/api/v1/coherence/graph?from=Nobody&to=Listener"), 404, "UNKNOWN_AGENT");
        assertProblem(http.get("/api/v1/coherence/graph?from=Nobody"), 400, "INVALID_REQUEST");
    }

    @Test
    void theScoreIsAMetricOnceThereIsTraffic() {
        publish(http, "7.1.0");
        awaitIdle();

        assertThat(http.get("/actuator/prometheus").body()).contains("\ngraphbus_coherence_score ");
    }
}
