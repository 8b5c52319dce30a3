package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallsTest extends RunningServer {

    @Test
    void aCallAnswersWithTheResultAsJson() {
        Answer answer = call("Greeter", "greet", "{\"name\":\"Ada\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.body()).isEqualTo("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}");
    }

    @Test
    void noBodyMeansNoArguments() {
        assertThat(http.send("POST", path("Greeter", "greet"), "").at("/message"))
                .isEqualTo("Hello, World!");
        assertThat(call("Greeter", "greet", "").at("/message")).isEqualTo("Hello, World!");
    }

    @Test
    void voidAndNullAreNull() {
        assertThat(call("Troubled", "nothing", "{}").body()).isEqualTo("null");
        assertThat(call("Troubled", "none", "{}").body()).isEqualTo("null");
        assertThat(call("Troubled", "none", "{}").status()).isEqualTo(200);
    }

    @Test
    void anUnknownAgentIsNotFoundAndTheNearestIsNamed() {
        Answer answer = call("Greter", "greet", "{}");

        assertProblem(answer, 404, "UNKNOWN_AGENT");
        assertThat(answer.at("/hint")).contains("Did you mean Greeter?").contains("Listener");
    }

    @Test
    void anUnknownMethodIsNotFoundAndTheKnownOnesAreNamed() {
        Answer answer = call("Greeter", "great", "{}");

        assertProblem(answer, 404, "UNKNOWN_METHOD");
        assertThat(answer.at("/hint")).contains("greet").contains("add");
    }

    @Test
    void everyWrongArgumentIsNamed() {
        Answer answer = call("Greeter", "add", "{\"a\":\"x\",\"c\":1}");

        assertProblem(answer, 400, "INVALID_ARGUMENTS");
        assertThat(answer.json().at("/violations").size()).isEqualTo(3);
    }

    @Test
    void textThatIsNotJsonIsNamedWithLineAndColumn() {
        Answer answer = call("Greeter", "greet", "{\n  \"name\" \"Ada\"}");

        assertProblem(answer, 400, "INVALID_JSON");
        assertThat(answer.body()).contains("line 2").contains("column");
    }

    @Test
    void argumentsAreAnObject() {
        assertThat(call("Greeter", "greet", "[1]").status()).isEqualTo(400);
    }

    @Test
    void anAgentThatThrowsIsNamedWithItsCause() {
        Answer answer = call("Troubled", "fail", "{}");

        assertProblem(answer, 500, "AGENT_FAILED");
        assertThat(answer.at("/detail")).contains("out of paper");
        assertThat(answer.body()).doesNotContain("\\tat ").doesNotContain(".java:");
    }

    @Test
    void anAgentThatKeepsFailingIsFailedUntilItWorks() {
        call("Troubled", "nothing", "{}");
        for (int i = 0; i < 5; i++) {
            call("Troubled", "fail", "{}");
        }
        Answer health = http.get("/api/v1/agents/Troubled/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.at("/status")).isEqualTo("FAILED");
        assertThat(health.at("/lastError/message")).isEqualTo("out of paper");
        assertThat(http.get("/api/v1/agents/Troubled").at("/health")).isEqualTo("FAILED");
        call("Troubled", "nothing", "{}");
        assertThat(http.get("/api/v1/agents/Troubled/health").at("/status")).isEqualTo("HEALTHY");
        assertProblem(http.get("/api/v1/agents/Trouble/health"), 404, "UNKNOWN_AGENT");
    }

    @Test
    void aCallThatTakesTooLongIsATimeout() {
        assertProblem(call("Troubled", "forever", "{}"), 504, "CALL_TIMEOUT");
    }

    @Test
    void aStoppedGraphSaysSo() {
        live.bus().stop();
        try {
            Answer answer = call("Greeter", "greet", "{}");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.at("/code")).isIn("STOPPED", "NOT_STARTED");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        } finally {
            live.bus().start();
        }
    }

    @Test
    void onlyJsonIsTaken() {
        Answer answer =
                http.send(
                        "POST",
                        path("Greeter", "greet"),
                        "name=Ada",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.at("/hint")).contains("application/json");
    }

    @Test
    void onlyJsonIsGiven() {
        Answer answer =
                http.send(
                        "POST",
                        path("Greeter", "greet"),
                        "{}",
                        "Content-Type",
                        "application/json",
                        "Accept",
                        "text/csv");

        assertProblem(answer, 406, "NOT_ACCEPTABLE");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherOrNotItSaysSo() {
        String large = "{\"name\":\"" + "a".repeat(2 * 1024 * 1024) + "\"}";
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);

        assertProblem(call("Greeter", "greet", large), 413, "PAYLOAD_TOO_LARGE");
        assertProblem(
                http.postStreamed(path("Greeter", "greet"), new ByteArrayInputStream(bytes)),
                413,
                "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aCallPublishesItsResult() {
        long before = live.bus().stats().published();

        call("Greeter", "greet", "{\"name\":\"Bob\"}");
        awaitIdle();

        assertThat(live.bus().stats().published()).isEqualTo(before + 1);
        Answer newest = http.get("/api/v1/events?limit=1");
        assertThat(newest.at("/items/0/source")).isEqualTo("Greeter");
        assertThat(newest.at("/items/0/payload/message")).isEqualTo("Hello, Bob!");
        assertThat(newest.at("/items/0/deliveries/0/agent")).isEqualTo("Listener");
        assertThat(newest.at("/items/0/deliveries/0/status")).isEqualTo("DELIVERED");
    }

    static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.json().at("/status").asInt()).isEqualTo(status);
        assertThat(answer.at("/type"))
                .isEqualTo("urn:graphbus:problem:" + code.toLowerCase().replace('_', '-'));
        assertThat(answer.at("/title")).isNotEmpty();
        assertThat(answer.at("/detail")).isNotEmpty();
        assertThat(answer.json().has("where")).isTrue();
        assertThat(answer.json().has("hint")).isTrue();
    }

    private Answer call(String agent, String method, String json) {
        return http.post(path(agent, method), json);
    }

    private static String path(String agent, String method) {
        return "/api/v1/agents/" + agent + "/methods/" + method;
    }
}
