package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Document.Body;
import io.graphbus.server.http.Document.Operation;
import io.graphbus.server.http.Http.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server answers is what its OpenAPI document says. */
class DocumentTruthTest extends RunningServer {

    private static final String CALL = "/api/v1/agents/{agent}/methods/{method}";

    @ParameterizedTest
    @CsvSource({
        "/api/v1/graph, /api/v1/graph",
        "/api/v1/agents, /api/v1/agents?limit=2",
        "/api/v1/agents, /api/v1/agents?limit=0",
        "/api/v1/agents/{agent}, /api/v1/agents/Greeter",
        "/api/v1/agents/{agent}, /api/v1/agents/Listener",
        "/api/v1/agents/{agent}, /api/v1/agents/Nobody",
        "/api/v1/agents/{agent}/health, /api/v1/agents/Troubled/health",
        "/api/v1/agents/{agent}/state, /api/v1/agents/Greeter/state",
        "/api/v1/topics, /api/v1/topics",
        "/api/v1/subscriptions, /api/v1/subscriptions?cursor=zz",
        "/api/v1/subscriptions, /api/v1/subscriptions",
        "/api/v1/stats, /api/v1/stats",
        "/api/v1/events, /api/v1/events?limit=3",
        "/api/v1/events, /api/v1/events?topic=x",
        "/api/v1/events/{id}, /api/v1/events/none-7",
        "/api/v1/builds, /api/v1/builds",
        "/api/v1/builds/{id}, /api/v1/builds/b0",
        "/api/v1/contracts, /api/v1/contracts",
        "/api/v1/contracts/{agent}/{version}, /api/v1/contracts/Nobody/1.0.0",
        "/api/v1/applications, /api/v1/applications",
        "/api/v1/coherence, /api/v1/coherence",
        "/api/v1/coherence/report, /api/v1/coherence/report",
        "/api/v1/coherence/drift, /api/v1/coherence/drift?timeWindow=2",
        "/api/v1/coherence/drift, /api/v1/coherence/drift?timeWindow=x",
        "/api/v1/coherence/graph, /api/v1/coherence/graph",
        "/api/v1/coherence/graph, /api/v1/coherence/graph?from=Nobody&to=Listener",
        "/api/v1/coherence/graph, /api/v1/coherence/graph?from=Nobody"
    })
    void aReadAnswersAsDescribed(String route, String path) {
        http.post("/api/v1/agents/Troubled/methods/fail", "{}");
        http.post("/api/v1/agents/Greeter/methods/greet", "{\"name\":\"Boom\"}");
        awaitIdle();

        check("get", route, http.get(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"Ada\"}", "{\"nam\":1}", "[", "7"})
    void aCallAnswersAsDescribed(String body) {
        check("post", CALL, http.post("/api/v1/agents/Greeter/methods/greet", body));
    }

    @Test
    void aFailingCallAnswersAsDescribed() {
        check("post", CALL, http.post("/api/v1/agents/Troubled/methods/fail", "{}"));
        check("post", CALL, http.post("/api/v1/agents/Troubled/methods/forever", "{}"));
        check("post", CALL, http.post("/api/v1/agents/Troubled/methods/none", "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"/Hello/There\",\"payload\":1}",
                "{\"topic\":\"/Hello/There\"}",
                "{\"topic\":\"*\",\"payload\":1}",
                "{"
            })
    void aPublishAnswersAsDescribed(String body) {
        check("post", "/api/v1/events", http.post("/api/v1/events", body));
    }

    @Test
    void tagsAreWhereTheyAreDescribed() {
        var document = document();
        Map<String, String> paths = Map.of("/api/v1/agents/{agent}", "/api/v1/agents/Greeter");
        for (Operation operation : document.operations()) {
            String path = paths.getOrDefault(operation.path(), operation.path());
            if (operation.method().equals("get")
                    && !path.contains("{")
                    && !path.endsWith("/stream")) {
                assertThat(http.get(path).header("ETag").isEmpty())
                        .as(operation.toString())
                        .isEqualTo(
                                operation.json().at("/responses/200/headers/ETag").isMissingNode());
            }
        }
    }

    private Document document() {
        return new Document(http.get("/v3/api-docs").body());
    }

    private void check(String method, String route, Answer answer) {
        Document document = document();
        Operation operation = document.operation(method, route);
        String status = String.valueOf(answer.status());
        assertThat(operation.json().at("/responses").propertyNames()).contains(status);
        List<Body> bodies = document.responses(operation, status);
        String type = answer.header("Content-Type").replace("/", "~1");
        Body body =
                bodies.stream()
                        .filter(b -> b.pointer().endsWith("/" + type))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(type + " is not described"));
        assertThat(document.faults(body, answer.json())).as(answer.body()).isEmpty();
    }
}
