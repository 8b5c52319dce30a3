package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.server.http.Http.Answer;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

class ContractNoticesOverHttpTest extends RunningServer {

    private static final String NOTICES = "/api/v1/contracts/notices";

    @Autowired private JdbcTemplate jdbc;

    @BeforeEach
    @AfterEach
    void forget() {
        jdbc.update("delete from graphbus_contract where agent = 'Greeter'");
    }

    private void register(String version, String payload) {
        send(
                version,
                "{\"publishes\":{\"/Hello/MessageGenerated\":{\"payload\":" + payload + "}}}");
    }

    private void send(String version, String document) {
        String body = "{\"agent\":\"Greeter\",\"version\":\"%s\",\"document\":%s}";
        Answer answer =
                http.send(
                        "POST",
                        "/api/v1/contracts",
                        body.formatted(version, document),
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer s3cret");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private String asItRuns() {
        AgentContract running = AgentContract.of(live.bus().graph().agent("Greeter").orElseThrow());
        ObjectNode document = (ObjectNode) Json.parse(running.document(), "test");
        document.remove("version");
        document.path("publishes").forEach(topic -> ((ObjectNode) topic).remove("version"));
        return document.toString();
    }

    @Test
    void whoeverARegisteredContractHitsIsToldUntilItIsMended() {
        register("7.0.0", "{\"type\":\"integer\",\"minimum\":0}");

        Answer told = eventually("Listener", "\"version\":\"7.0.0\"");
        assertThat(told.at("/items/0/agent")).isEqualTo("Greeter");
        assertThat(told.at("/items/0/version")).isEqualTo("7.0.0");
        assertThat(told.at("/items/0/outcome")).isEqualTo("BREAKS");
        assertThat(told.at("/items/0/via")).isEqualTo("/Hello/MessageGenerated");
        assertThat(told.body()).contains("\"witness\":0");
        assertThat(http.get("/api/v1/agents/Listener/health").body())
                .contains("\"contractNotices\":[\"Greeter 7.0.0: BREAKS at");
        assertThat(http.get("/actuator/health/graphbus/Listener").body())
                .contains("\"contractNotices\":[\"Greeter 7.0.0: BREAKS at", "\"status\":\"UP\"");
        assertThat(http.get("/actuator/prometheus").body())
                .containsPattern(
                        "graphbus_contract_notices_total\\{agent=\"Listener\",outcome=\"BREAKS\"\\} [1-9]");

        register("8.0.0", "{\"type\":\"array\"}");
        eventually("Listener", "\"version\":\"8.0.0\"");

        forget();
        send("9.0.0", asItRuns());
        eventually("Listener", "\"items\":[]");
        assertThat(http.get("/api/v1/agents/Listener/health").body())
                .doesNotContain("contractNotices");
    }

    @Test
    void anotherGraphIsLookedAtAnew() {
        register("7.0.0", "{\"type\":\"integer\"}");
        forget();

        live.activate(TestArtifacts.of("shop"));

        assertThat(http.get(NOTICES + "?agent=Listener").body()).contains("\"items\":[]");
    }

    @Test
    void whoRegistersInATransactionNeedsOneConnectionOnly(
            @Autowired DataSource source,
            @Autowired ContractRegistry registry,
            @Autowired PlatformTransactionManager manager)
            throws Exception {
        HikariDataSource pool = source.unwrap(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 1; i < pool.getMaximumPoolSize(); i++) {
                taken.add(pool.getConnection());
            }
            AgentContract next =
                    AgentContract.written(
                            "Greeter",
                            Version.of("7.5.0"),
                            Stability.STABLE,
                            Json.parse("{}", "test"));
            new TransactionTemplate(manager)
                    .executeWithoutResult(tx -> registry.register(List.of(next)));
            eventually("Listener", "\"version\":\"7.5.0\"");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    /** Notices are worked out after a registration, whose answer does not wait for them. */
    private Answer eventually(String agent, String part) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> http.get(NOTICES + "?agent=" + agent),
                        told -> told.body().contains(part));
    }
}
