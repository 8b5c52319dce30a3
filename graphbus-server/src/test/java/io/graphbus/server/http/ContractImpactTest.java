package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.server.http.Http.Answer;
import io.graphbus.store.ContractStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ContractImpactTest extends RunningServer {

    private static final String IMPACT = "/api/v1/contracts/impact";

    @Autowired private ContractStore store;

    @BeforeEach
    void register() {
        AgentContract changed =
                AgentContract.written(
                        "Greeter",
                        Version.of("9.0.0"),
                        Stability.STABLE,
                        Json.parse(
                                "{\"publishes\":{\"/Hello/MessageGenerated\":{\"payload\":{\"type\":\"integer\"}}}}",
                                "test"));
        new ContractRegistry(store, Clock.systemUTC()).register(List.of(changed));
    }

    @Test
    void whoIsHitIsToldWithTheValueThatBreaksIt() {
        Answer answer = http.post(IMPACT, "{\"agent\":\"Greeter\",\"version\":\"9.0.0\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.at("/verdict")).isEqualTo("BREAKS");
        assertThat(answer.at("/to")).isEqualTo("9.0.0");
        assertThat(answer.body())
                .contains("\"via\":\"/Hello/MessageGenerated\"", "\"witness\":0", "DIRECT_BREAK");
        assertThat(answer.at("/hit/0/agent")).isEqualTo("Listener");
        assertThat(http.post(IMPACT, "{\"agent\":\"Greeter\"}").at("/to")).isEqualTo("9.0.0");
    }

    @Test
    void whatIsNotRegisteredIsNotFound() {
        assertProblem(
                http.post(IMPACT, "{\"agent\":\"Greeter\",\"version\":\"9.9.9\"}"),
                404,
                "NOT_FOUND");
        assertProblem(http.post(IMPACT, "{\"agent\":\"Nobody\"}"), 404, "NOT_FOUND");
        assertProblem(http.post(IMPACT, "{}"), 400, "INVALID_REQUEST");
    }
}
