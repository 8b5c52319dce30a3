package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DocumentTest extends RunningServer {

    @Test
    void aCallIsDescribedWithAnExampleAndEveryStatus() {
        JsonNode call =
                http.get("/v3/api-docs")
                        .json()
                        .at("/paths/~1api~1v1~1agents~1{agent}~1methods~1{method}/post");

        assertThat(call.at("/responses").propertyNames())
                .contains(
                        "200", "400", "404", "406", "408", "409", "413", "415", "429", "500", "503",
                        "504");
        assertThat(call.at("/responses/404/$ref").asString())
                .isEqualTo("#/components/responses/NotFound");
        assertThat(call.at("/requestBody/content/application~1json/examples").isEmpty()).isFalse();
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
