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
import io.graphbus.store.deployment.DeploymentStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class DeployGateOverHttpTest extends RunningServer {

    private static final String GATE = "/api/v1/contracts/can-deploy";
    private static final String DEPLOYMENTS = "/api/v1/deployments";
    private static final String TOKEN = "Bearer s3cret";

    @Autowired private ContractStore contracts;
    @Autowired private DeploymentStore deployments;
    @Autowired private JdbcTemplate jdbc;

    @BeforeEach
    void register() {
        String publishes = "{\"publishes\":{\"/gate/open\":{\"payload\":{\"type\":\"%s\"}}}}";
        String reads = "{\"subscribes\":{\"/gate/*\":{\"accepts\":{\"type\":\"string\"}}}}";
        new ContractRegistry(contracts, Clock.systemUTC())
                .register(
                        List.of(
                                contract("GateWriter", "1.0.0", publishes.formatted("string")),
                                contract("GateReader", "1.0.0", reads)));
        new ContractRegistry(contracts, Clock.systemUTC())
                .register(List.of(contract("GateWriter", "2.0.0", publishes.formatted("boolean"))));
        deployments
                .list()
                .forEach(d -> deployments.remove(d.environment(), d.agent(), d.version()));
    }

    private static AgentContract contract(String agent, String version, String document) {
        return AgentContract.written(
                agent, Version.of(version), Stability.STABLE, Json.parse(document, agent));
    }

    private Answer live(String body) {
        return http.send(
                "POST",
                DEPLOYMENTS,
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                TOKEN);
    }

    @Test
    void whatIsRecordedAsLiveIsListedPageByPageAndTakenOff() {
        assertThat(live("{\"environment\":\"Prod\",\"agent\":\"A\",\"version\":\"1.0.0\"}").body())
                .contains("\"environment\":\"prod\"", "\"since\":\"");
        live("{\"to\":\"prod\",\"agent\":\"A\",\"version\":\"1.10.0\",\"release\":true}");
        live("{\"environment\":\"prod\",\"agent\":\"A\",\"version\":\"1.9.0\",\"release\":true}");
        live("{\"environment\":\"test\",\"agent\":\"B\",\"version\":\"1.0.0\"}");

        Answer first = http.get(DEPLOYMENTS + "?limit=2");
        assertThat(first.at("/items/1/version")).isEqualTo("1.10.0");
        Answer second = http.get(DEPLOYMENTS + "?limit=2&cursor=" + first.at("/nextCursor"));
        assertThat(second.at("/items/0/version")).isEqualTo("1.9.0");
        assertThat(second.at("/items/1/environment")).isEqualTo("test");
        assertThat(http.get(DEPLOYMENTS + "?environment=TEST").at("/items/0/agent")).isEqualTo("B");

        live("{\"environment\":\"prod\",\"agent\":\"A\",\"version\":\"2.0.0\"}");
        Answer now = http.get(DEPLOYMENTS + "?agent=A");
        assertThat(now.at("/items/0/version")).isEqualTo("2.0.0");
        String place = DEPLOYMENTS + "/prod/A/2.0.0";
        assertThat(http.send("DELETE", place, "", "Authorization", TOKEN).status()).isEqualTo(204);
        assertProblem(http.send("DELETE", place, "", "Authorization", TOKEN), 404, "NOT_FOUND");
    }

    @Test
    void nobodyChangesTheRecordWithoutAToken() {
        assertThat(http.post(DEPLOYMENTS, "{}").status()).isEqualTo(401);
        assertThat(http.send("DELETE", DEPLOYMENTS + "/p/A/1.0.0", "").status()).isEqualTo(401);
    }

    @Test
    void theGateAnswersFromWhatIsLive() {
        String both =
                "{\"environment\":\"prod\",\"agents\":[{\"agent\":\"GateWriter\",\"version\":\"2.0.0\"}]%s}";
        assertThat(http.post(GATE, both.formatted("")).body())
                .contains("\"answer\":\"UNKNOWN\"", "\"cause\":\"nothing-recorded\"");
        live("{\"environment\":\"prod\",\"agent\":\"GateReader\",\"version\":\"1.0.0\"}");

        Answer no = http.post(GATE, both.formatted(""));
        assertThat(no.status()).as(no.body()).isEqualTo(200);
        assertThat(no.at("/answer")).isEqualTo("NO");
        assertThat(no.at("/rows/0/peerVersion")).isEqualTo("1.0.0");
        assertThat(no.body()).contains("\"verdict\":\"BREAKS\"", "\"witness\":");
        assertThat(http.post(GATE, both.formatted(",\"ignore\":[\"GateReader\"]")).body())
                .contains("\"answer\":\"YES\"", "\"mark\":\"ignored\"");
        assertThat(
                        http.post(
                                        GATE,
                                        "{\"to\":\"prod\",\"agent\":\"GateWriter\",\"version\":\"1.0.0\"}")
                                .at("/answer"))
                .isEqualTo("YES");
    }

    @Test
    void whatCannotBeAskedIsRefused() {
        assertProblem(http.post(GATE, "{}"), 400, "INVALID_REQUEST");
        assertProblem(http.post(GATE, "{\"environment\":\"prod\"}"), 400, "INVALID_REQUEST");
        assertProblem(
                http.post(GATE, "{\"environment\":\"a b\",\"agent\":\"GateWriter\"}"),
                400,
                "INVALID_REQUEST");
        assertProblem(
                http.post(
                        GATE,
                        "{\"environment\":\"prod\",\"agent\":\"GateWriter\",\"version\":\"7.0.0\"}"),
                404,
                "NOT_FOUND");
        assertProblem(
                http.post(
                        GATE,
                        "{\"environment\":\"prod\",\"agents\":[{\"agent\":\"GateWriter\"},{\"agent\":\"GateWriter\"}]}"),
                400,
                "INVALID_REQUEST");
        assertProblem(
                live("{\"environment\":\"prod\",\"agent\":\"A\",\"version\":\"one\"}"),
                400,
                "INVALID_REQUEST");
        assertProblem(live("{\"environment\":\"prod\"}"), 400, "INVALID_REQUEST");
        assertProblem(http.get(DEPLOYMENTS + "?environment=a%20b"), 400, "INVALID_REQUEST");
    }

    @Test
    void whoSendsAnotherShapeIsToldWhichIsExpected() {
        Answer list = http.post(GATE, "{\"environment\":\"prod\",\"agents\":{}}");
        assertProblem(list, 400, "INVALID_REQUEST");
        assertThat(list.body()).contains("an array is expected here").doesNotContain("java.");
        Answer object = http.post(GATE, "[]");
        assertProblem(object, 400, "INVALID_REQUEST");
        assertThat(object.body()).contains("an object is expected here");
    }

    @Test
    void whatIsMissingInAListIsRefused() {
        assertProblem(
                http.post(GATE, "{\"environment\":\"prod\",\"agents\":[null]}"),
                400,
                "INVALID_REQUEST");
        assertProblem(
                http.post(
                        GATE,
                        "{\"environment\":\"prod\",\"agent\":\"GateWriter\",\"ignore\":[null]}"),
                400,
                "INVALID_REQUEST");
        assertProblem(http.get(DEPLOYMENTS + "?agent=%00"), 400, "INVALID_REQUEST");
    }

    @Test
    void takingOffWhatIsNotThereLeavesNoEnvironment() {
        String place = DEPLOYMENTS + "/nowhere/A/2.0.0";

        assertProblem(http.send("DELETE", place, "", "Authorization", TOKEN), 404, "NOT_FOUND");

        assertThat(
                        jdbc.queryForObject(
                                "select count(*) from graphbus_environment where name = 'nowhere'",
                                Integer.class))
                .isZero();
    }
}
