package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@Loopback
class AccessOnLoopbackTest {

    @Autowired private MockMvcTester http;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/page.js",
                "/api/v1/graph",
                "/api/v1/agents",
                "/api/v1/topics",
                "/api/v1/subscriptions",
                "/api/v1/stats",
                "/api/v1/events",
                "/api/v1/builds",
                "/api/v1/contracts",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/actuator/graphbus",
                "/v3/api-docs"
            })
    void readsAreOpen(String path) {
        assertThat(http.get().uri(path)).hasStatusOk();
    }

    @Test
    void callsAndPublishingAreOpen() {
        assertThat(post("/api/v1/agents/Nobody/methods/m", "{}", null)).hasStatus(404);
        assertThat(post("/api/v1/events", "{\"topic\":\"/A\",\"payload\":1}", null)).hasStatus(202);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/builds",
        "POST, /api/v1/builds/1/activate",
        "PUT, /api/v1/agents/A/state",
        "DELETE, /api/v1/agents/A/state",
        "POST, /api/v1/agents/A/reload",
        "DELETE, /api/v1/dead-letters",
        "POST, /api/v1/contracts",
        "PUT, /api/v1/applications/a",
        "POST, /actuator/graphbus",
        "PATCH, /api/v1/graph"
    })
    void everyOtherWriteNeedsTheToken(String method, String path) {
        MvcTestResult result = http.method(HttpMethod.valueOf(method)).uri(path).exchange();

        assertThat(result).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).hasHeader("WWW-Authenticate", "Bearer realm=\"graphbus\"");
        assertThat(result).bodyJson().extractingPath("code").isEqualTo("UNAUTHORIZED");
    }

    @Test
    void withTheTokenAWriteGetsThrough() {
        MvcTestResult result =
                http.put()
                        .uri("/api/v1/no/such/route")
                        .header("Authorization", "Bearer s3cret")
                        .exchange();

        assertThat(result).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic czNjcmV0", "s3cret"})
    void badCredentialsAreRefusedEvenWhereNoneAreNeeded(String authorization) {
        assertThat(http.get().uri("/api/v1/graph").header("Authorization", authorization))
                .hasStatus(401);
    }

    @Test
    void aForeignHostIsForbiddenButForProbes() {
        MvcTestResult result =
                http.get().uri("/api/v1/graph").header("Host", "evil.example.com").exchange();

        assertThat(result).hasStatus(403);
        assertThat(result).bodyJson().extractingPath("where").isEqualTo("Host");
        assertThat(http.get().uri("/actuator/health/liveness").header("Host", "10.1.2.3:8080"))
                .hasStatusOk();
    }

    @Test
    void aForeignOriginIsForbidden() {
        MvcTestResult result =
                post("/api/v1/events", "{\"topic\":\"/A\",\"payload\":1}", "http://evil.example");

        assertThat(result).hasStatus(403);
        assertThat(result).bodyJson().extractingPath("code").isEqualTo("FORBIDDEN");
    }

    @Test
    void pagesGetAPolicyThatAllowsNothingFromElsewhere() {
        MockHttpServletResponse page = http.get().uri("/").exchange().getResponse();

        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe")
                .contains("frame-ancestors 'none'");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void noSessionIsMade() {
        assertThat(http.get().uri("/api/v1/graph")).doesNotContainHeader("Set-Cookie");
    }

    private MvcTestResult post(String path, String body, String origin) {
        var request = http.post().uri(path).contentType(MediaType.APPLICATION_JSON).content(body);
        return (origin == null
                        ? request
                        : request.header("Origin", origin).header("Host", "localhost"))
                .exchange();
    }
}
