package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.problem.Problem;
import io.graphbus.server.GraphBusServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@Elsewhere
class AccessElsewhereTest {

    @Autowired private MockMvcTester http;

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /api/v1/graph",
        "GET, /api/v1/events/stream",
        "GET, /actuator/prometheus",
        "GET, /actuator/graphbus",
        "GET, /actuator/health",
        "GET, /actuator/health/graphbus",
        "GET, /v3/api-docs",
        "GET, /swagger-ui.html",
        "GET, /error",
        "HEAD, /api/v1/agents",
        "OPTIONS, /api/v1/agents",
        "POST, /api/v1/events",
        "POST, /api/v1/agents/A/methods/m",
        "POST, /api/v1/builds"
    })
    void everythingNeedsTheToken(String method, String path) {
        assertThat(http.method(HttpMethod.valueOf(method)).uri(path)).hasStatus(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void probesStayOpenAndTellNoDetails(String path) {
        assertThat(http.get().uri(path))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "10.1.2.3:8080"})
    void probesAnswerUnderAnyName(String host) {
        assertThat(http.get().uri("/actuator/health/liveness").header("Host", host)).hasStatusOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/graph", "/actuator/prometheus"})
    void theTokenOpensEverything(String path) {
        assertThat(
                        http.get()
                                .uri(path)
                                .header("Authorization", "bearer s3cret")
                                .header("Host", "graphbus.example.com"))
                .hasStatusOk();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /actuator/prometheus, 200",
        "GET, /api/v1/graph, 200",
        "GET, /api/v1/keys, 403",
        "GET, /actuator/startup, 403",
        "POST, /api/v1/events, 403"
    })
    void theViewersTokenReadsAndNoMore(String method, String path, int status) {
        assertThat(
                        http.method(HttpMethod.valueOf(method))
                                .uri(path)
                                .header("Authorization", "Bearer v1ewer"))
                .hasStatus(status);
    }

    @Test
    void wrongCredentialsAreToldWhoseAreNeeded() {
        assertThat(http.post().uri("/api/v1/builds").header("Authorization", "Bearer wrong"))
                .bodyJson()
                .extractingPath("hint")
                .asString()
                .contains("a token of an administrator");
    }

    @Test
    void withoutATokenTheServerDoesNotStartThere() {
        Throwable failure =
                catchThrowable(
                        () ->
                                GraphBusServer.application()
                                        .run(
                                                "--server.port=0",
                                                "--server.address=0.0.0.0",
                                                "--spring.datasource.url=jdbc:h2:mem:refused",
                                                "--graphbus.security.admin-token="));

        assertThat(GraphBusServer.problems(failure))
                .extracting(Problem::where)
                .containsExactly("server.address");
    }
}
