package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.http.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:state;DB_CLOSE_DELAY=-1",
            "graphbus.security.admin-token=s3cret"
        })
class StateOverHttpTest {

    private static final String STATE = "/api/v1/agents/Counter/state";

    @LocalServerPort private int port;
    @Autowired private LiveGraph live;
    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
        if (live.bus().graph().agents().isEmpty()) {
            live.activate(TestArtifacts.of("counter"));
        }
        assertThat(put("{\"count\":0}").status()).isEqualTo(200);
    }

    private Answer write(String method, String path, String body) {
        return http.send(
                method,
                path,
                body,
                "Authorization",
                "Bearer s3cret",
                "Content-Type",
                "application/json");
    }

    private Answer put(String json) {
        return write("PUT", STATE, json);
    }

    private String increment() {
        return http.post("/api/v1/agents/Counter/methods/increment", "{}").body();
    }

    @Test
    void theStateIsTheOneOfThisMoment() {
        increment();
        increment();
        Answer state = http.get(STATE);
        assertThat(state.status()).isEqualTo(200);
        assertThat(state.body()).isEqualTo("{\"count\":2}");
        assertThat(state.header("Content-Type")).isEqualTo("application/json");
        assertThat(state.header("GraphBus-Schema-Version")).isEqualTo("1.0.0");
        assertThat(state.header("Last-Modified")).isNotEmpty();
    }

    @Test
    void aStateIsReplacedAndTheAgentGoesOnFromIt() {
        Answer put = put("{\"count\":41}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body()).isEqualTo("{\"count\":41}");
        assertThat(increment()).isEqualTo("42");
    }

    @Test
    void whatIsNoStateChangesNothing() {
        increment();
        assertThat(put("{\"count\":\"many\"}").status()).isEqualTo(400);
        assertThat(put("{\"count\":").status()).isEqualTo(400);
        assertThat(put("[]").at("/code")).isEqualTo("INVALID_PAYLOAD");
        assertThat(put("null").status()).isEqualTo(400);
        assertThat(put("").status()).isEqualTo(400);
        assertThat(increment()).isEqualTo("2");
    }

    @Test
    void aStateIsForgottenOnceAndTheRunningAgentKeepsItsOwn() {
        increment();
        assertThat(http.get(STATE).status()).isEqualTo(200);
        assertThat(write("DELETE", STATE, "").status()).isEqualTo(204);
        assertThat(http.get(STATE).status()).isEqualTo(404);
        assertThat(write("DELETE", STATE, "").at("/code")).isEqualTo("NOT_FOUND");
        assertThat(increment()).isEqualTo("2");
        assertThat(http.get(STATE).body()).isEqualTo("{\"count\":2}");
    }

    @Test
    void unknownAgentsAreNotFoundAndTheNearestIsNamed() {
        String path = "/api/v1/agents/Conter/state";
        assertThat(http.get(path).at("/hint")).contains("Did you mean Counter?");
        assertThat(write("PUT", path, "{}").at("/code")).isEqualTo("UNKNOWN_AGENT");
        assertThat(write("DELETE", path, "").status()).isEqualTo(404);
    }
}
