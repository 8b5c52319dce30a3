package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import io.graphbus.e2e.process.Served.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Agents of another style than the example's: packages, lists, enums, wildcards, chained topics.
 */
class OrdersProjectTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ORDER =
            """
            {"id":"o-1","lines":[{"sku":"tea","quantity":2,"price":1.50},{"sku":"mug","quantity":1,"price":7}]}
            """;

    @TempDir Path temp;
    private Project orders;

    @BeforeEach
    void copy() {
        Path resources = Program.CHECKOUT.resolve("graphbus-e2e/src/test/resources/projects");
        orders = Project.copy(resources.resolve("orders"), temp);
    }

    @Test
    void isBuiltAndCalledOnTheCommandLine() {
        Program graphbus = Program.graphbus(orders.root());
        Outcome built = graphbus.run("build", "agents");
        assertThat(built.exit()).as(built.err()).isZero();
        Outcome called = graphbus.run("call", "order-desk.place", ORDER);
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(JSON.readTree(called.out()).at("/status").asString()).isEqualTo("NEW");

        Outcome refused = graphbus.run("call", "order-desk.place", "{\"id\":\"x\",\"lines\":[]}");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("[AGENT_FAILED]", "an order needs at least one line");
    }

    @Test
    void oneOrderTravelsThroughAllTopicsOfAServer() {
        try (Served server = Served.start(Program.graphbus(temp), orders.root().toString())) {
            Answer placed = server.post("/api/v1/agents/order-desk/methods/place", ORDER);
            assertThat(placed.status()).as(placed.body()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () ->
                                    assertThat(call(server, "Audit", "seen", "").body())
                                            .contains("order-desk /Order/Created")
                                            .contains("Billing /Invoice/Issued"));
            assertThat(call(server, "Billing", "totalOf", "{\"order\":\"o-1\"}").json().asDouble())
                    .isEqualTo(10.0);
            assertThat(server.metric("graphbus_messages_published_total")).isEqualTo(2);
            assertThat(server.metric("graphbus_messages_delivered_total")).isEqualTo(3);
            Answer failed = call(server, "order-desk", "place", "{\"id\":\"x\",\"lines\":[]}");
            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.json().at("/code").asString()).isEqualTo("AGENT_FAILED");
            assertThat(call(server, "order-desk", "overview", "").json().at("/count").asInt())
                    .isEqualTo(1);
        }
    }

    private static Answer call(Served server, String agent, String method, String arguments) {
        return server.post("/api/v1/agents/" + agent + "/methods/" + method, arguments);
    }
}
