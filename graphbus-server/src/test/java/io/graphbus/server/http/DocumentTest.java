package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentTest extends RunningServer {

    private static final List<String> ROUTES =
            List.of(
                    "/api/v1/graph",
                    "/api/v1/agents",
                    "/api/v1/agents/{agent}",
                    "/api/v1/agents/{agent}/methods/{method}",
                    "/api/v1/topics",
                    "/api/v1/subscriptions",
                    "/api/v1/stats",
                    "/api/v1/events",
                    "/api/v1/events/{id}",
                    "/api/v1/events/stream",
                    "/api/v1/builds",
                    "/api/v1/contracts",
                    "/api/v1/applications",
                    "/api/v1/applications/{name}");

    @Test
    void everyRouteIsDescribedWithItsProblems() {
        JsonNode paths = http.get("/v3/api-docs").json().at("/paths");

        assertThat(paths.propertyNames()).containsAll(ROUTES).doesNotContain("/error");
        paths.forEach(
                path ->
                        path.forEach(
                                operation -> {
                                    assertThat(operation.at("/summary").asString("")).isNotEmpty();
                                    assertThat(operation.at("/responses").propertyNames())
                                            .contains("401", "403", "500", "503");
                                }));
    }

    @Test
    void aCallIsDescribedWithAnExampleAndEveryStatus() {
        JsonNode call =
                http.get("/v3/api-docs")
                        .json()
                        .at("/paths/~1api~1v1~1agents~1{agent}~1methods~1{method}/post");

        assertThat(call.at("/responses").propertyNames())
                .contains("200", "400", "404", "413", "415", "429", "500", "503", "504");
        assertThat(
                        call.at("/responses/404/content/application~1problem+json/schema/$ref")
                                .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(call.at("/requestBody/content/application~1json/examples").isEmpty()).isFalse();
    }

    @Test
    void everySchemaThatIsNamedExists() {
        Answer document = http.get("/v3/api-docs");
        JsonNode schemas = document.json().at("/components/schemas");

        document.json()
                .findValuesAsString("$ref")
                .forEach(
                        ref ->
                                assertThat(schemas.propertyNames())
                                        .contains(ref.substring(ref.lastIndexOf('/') + 1)));
        assertThat(schemas.at("/Problem/properties").propertyNames())
                .contains(
                        "type", "title", "status", "detail", "code", "where", "hint", "violations");
    }

    @Test
    void thePageTheDocumentAndTheActuatorAnswer() {
        assertThat(http.get("/").body()).contains("<title>GraphBus</title>");
        assertThat(http.get("/page.js").header("Content-Type")).contains("javascript");
        assertThat(http.get("/swagger-ui/index.html").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health/liveness").at("/status")).isEqualTo("UP");
        assertThat(http.get("/actuator/health/readiness").at("/status")).isEqualTo("UP");
        assertThat(http.get("/actuator/prometheus").body()).contains("graphbus_agents_active");
        assertThat(http.get("/actuator/graphbus").status()).isEqualTo(200);
    }

    @Test
    void healthHasAChildPerAgent() {
        JsonNode children =
                http.get("/actuator/health").json().at("/components/graphbus/components");

        assertThat(children.propertyNames()).contains("Greeter", "Listener", "Troubled");
    }

    @Test
    void thePageAsksNobodyElse() {
        for (String file : List.of("/", "/page.js", "/page.css", "/graph.js")) {
            assertThat(http.get(file).body().replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContain("http://")
                    .doesNotContain("https://")
                    .doesNotContain("innerHTML");
        }
    }
}
