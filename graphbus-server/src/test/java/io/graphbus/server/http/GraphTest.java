package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTest extends RunningServer {

    @Test
    void theGraphIsToldAsGraphJsonTellsIt() {
        Answer graph = http.get("/api/v1/graph");

        assertThat(graph.status()).isEqualTo(200);
        assertThat(graph.json().at("/nodes/0").toString())
                .isEqualTo("{\"name\":\"Greeter\",\"kind\":\"agent\"}");
        assertThat(graph.json().at("/activationOrder").toString())
                .isEqualTo("[\"Greeter\",\"Listener\",\"Troubled\"]");
        assertThat(graph.body())
                .contains(
                        "{\"from\":\"Greeter\",\"to\":\"Listener\",\"kind\":\"EVENT\",\"topic\":\"/Hello/MessageGenerated\"}")
                .contains("{\"from\":\"Listener\",\"to\":\"Greeter\",\"kind\":\"DEPENDS_ON\"}")
                .contains("\"cycles\":[]");
    }

    @Test
    void agentsAreListedWithoutAndShownWithTheirSource() {
        Answer list = http.get("/api/v1/agents");
        Answer one = http.get("/api/v1/agents/Greeter");

        assertThat(list.at("/items/0/name")).isEqualTo("Greeter");
        assertThat(list.at("/items/0/status")).isEqualTo("ACTIVE");
        assertThat(list.body()).doesNotContain("sourceCode").doesNotContain("nextCursor");
        assertThat(one.at("/sourceCode")).contains("class Greeter");
        assertThat(one.at("/description")).isEqualTo("Greets");
        assertThat(one.at("/methods/1/name")).isEqualTo("greet");
        assertThat(one.json().at("/methods/1/parameters/0/optional").asBoolean()).isTrue();
        assertThat(one.at("/methods/1/publishes/0")).isEqualTo("/Hello/MessageGenerated");
        assertThat(one.json().at("/methods/1/inputSchema").isObject()).isTrue();
    }

    @Test
    void anUnknownAgentIsNotFound() {
        assertProblem(http.get("/api/v1/agents/Nobody"), 404, "UNKNOWN_AGENT");
    }

    @Test
    void topicsNamePublishersAndSubscribers() {
        Answer topics = http.get("/api/v1/topics");

        assertThat(topics.at("/items/0/name")).isEqualTo("/Hello/MessageGenerated");
        assertThat(topics.at("/items/0/publishers/0")).isEqualTo("Greeter");
        assertThat(topics.at("/items/0/subscribers/0/agent")).isEqualTo("Listener");
        assertThat(topics.json().at("/items/0/payloadSchema").isObject()).isTrue();
    }

    @Test
    void subscriptionsNamePatternAndHandler() {
        Answer subscriptions = http.get("/api/v1/subscriptions");

        assertThat(subscriptions.at("/items/0/agent")).isEqualTo("Listener");
        assertThat(subscriptions.at("/items/0/topic")).isEqualTo("/Hello/*");
        assertThat(subscriptions.at("/items/0/handler")).isEqualTo("onHello");
    }

    @Test
    void figuresCountCalls() {
        long before = http.get("/api/v1/stats").json().at("/calls").asLong();

        http.post("/api/v1/agents/Greeter/methods/add", "{\"a\":1,\"b\":2}");
        Answer stats = http.get("/api/v1/stats");

        assertThat(stats.json().at("/calls").asLong()).isEqualTo(before + 1);
        assertThat(stats.json().at("/running").asBoolean()).isTrue();
        assertThat(stats.at("/agents/0/status")).isEqualTo("ACTIVE");
        assertThat(stats.json().at("/agents/0/methods/0/latency/count").asLong()).isPositive();
    }

    @Test
    void listsComeInPages() {
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = http.get("/api/v1/agents?limit=1" + cursor);
            names.add(page.at("/items/0/name"));
            cursor = page.json().has("nextCursor") ? "&cursor=" + page.at("/nextCursor") : "";
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly("Greeter", "Listener", "Troubled");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/agents?limit=0",
                "/api/v1/agents?limit=501",
                "/api/v1/topics?limit=x",
                "/api/v1/subscriptions?limit=-1",
                "/api/v1/events?limit=1000",
                "/api/v1/agents?cursor=%25"
            })
    void limitsAndCursorsAreChecked(String path) {
        Answer answer = http.get(path);

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(answer.at("/where")).isIn("limit", "cursor");
    }

    @Test
    void anUnknownPathIsNotFound() {
        Answer answer = http.get("/api/v1/nothing");

        assertProblem(answer, 404, "NOT_FOUND");
        assertThat(answer.at("/where")).isEqualTo("/api/v1/nothing");
    }

    @Test
    void aWrongMethodIsNamedWithTheRightOnes() {
        Answer answer = http.send("DELETE", "/api/v1/graph", "", "Authorization", "Bearer s3cret");

        assertProblem(answer, 405, "METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).contains("GET");
        assertThat(answer.at("/hint")).contains("GET");
    }

    @Test
    void aRequestTheContainerRefusesIsAProblemToo() {
        assertThat(http.get("/error").status()).isEqualTo(401);
        assertThat(http.get("/error").at("/code")).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void whatNeverReachesOurCodeIsAProblemToo() {
        assertProblem(http.raw("GET /../../etc/passwd HTTP/1.1"), 400, "INVALID_REQUEST");
        assertProblem(http.raw("GET /api/v1/%00 HTTP/1.1"), 400, "INVALID_REQUEST");
        assertProblem(http.raw("GET /a;b=c//d HTTP/1.1"), 400, "INVALID_REQUEST");
    }
}
