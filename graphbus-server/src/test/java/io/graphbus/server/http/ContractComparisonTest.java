package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.server.http.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ContractComparisonTest extends RunningServer {

    @Autowired private ContractRegistry registry;

    @BeforeEach
    void registerSome() {
        String payload = "{'publishes':{'/cmp/created':{'payload':{'type':'object','properties':";
        register("CmpOrders", "1.0.0", payload + "{'total':{'type':'integer'}}}}}}");
        register("CmpOrders", "2.0.0", payload + "{'total':{'type':'number'}}}}}}");
        register(
                "CmpBilling",
                "1.0.0",
                "{'subscribes':{'/cmp/*':{'handler':'bill','accepts':{'properties':{'total':"
                        + "{'type':'integer'}}}}}}");
    }

    private void register(String agent, String version, String document) {
        registry.register(
                List.of(
                        AgentContract.written(
                                agent,
                                Version.of(version),
                                Stability.STABLE,
                                Json.parse(document.replace('\'', '"'), ""))));
    }

    @Test
    void twoVersionsAreCompared() {
        Answer answer = diff("CmpOrders", "1.0.0", "2.0.0");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/verdict")).isEqualTo("BREAKS");
        assertThat(answer.at("/bump")).isEqualTo("major");
        assertThat(answer.at("/minimumVersion")).isEqualTo("2.0.0");
        assertThat(answer.at("/changes/0/code")).isEqualTo("PAYLOAD_TYPE_CHANGED");
        assertThat(answer.at("/changes/0/old")).isEqualTo("integer");
        assertThat(answer.json().at("/changes/0/witness/total").isNumber()).isTrue();
        assertThat(diff("CmpOrders", "2.0.0", "2.0.0").json().at("/changes")).isEmpty();
    }

    @Test
    void agentsAreAskedWhetherTheyUnderstandEachOther() {
        Answer newest = validate("{\"agent\":\"CmpBilling\"}");
        Answer first =
                validate(
                        "{\"agent\":\"CmpBilling\",\"other\":\"CmpOrders\",\"otherVersion\":\"1.0.0\"}");

        assertThat(newest.at("/verdict")).isEqualTo("INCOMPATIBLE");
        assertThat(newest.at("/agreements/0/writer")).isEqualTo("CmpOrders@2.0.0");
        assertThat(newest.at("/agreements/0/findings/0/pointer")).isEqualTo("/total");
        assertThat(first.at("/verdict")).isEqualTo("COMPATIBLE");
        assertThat(first.json().at("/agreements/0").has("witness")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CmpOrders, 1.0.0, 1.0.1, 404, NOT_FOUND",
        "CmpOrder, 1.0.0, 2.0.0, 404, NOT_FOUND",
        "CmpOrders, one, 2.0.0, 400, INVALID_REQUEST",
    })
    void whatIsNotThereIsAProblem(String agent, String from, String to, int status, String code) {
        assertProblem(diff(agent, from, to), status, code);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"diff|{}", "diff|{\"agent\":\"CmpOrders\"}", "validate|{}", "validate|[]"},
            delimiter = '|')
    void aRequestThatLacksSomethingIsRefused(String route, String body) {
        assertThat(http.post("/api/v1/contracts/" + route, body).status()).isEqualTo(400);
    }

    @Test
    void anUnknownOtherIsNotFound() {
        assertProblem(validate("{\"agent\":\"CmpOrders\",\"other\":\"Nobody\"}"), 404, "NOT_FOUND");
    }

    @Test
    void aContractIsRegisteredOnceAndOnlyByWhomItMay() {
        String body =
                "{\"agent\":\"CmpSent\",\"version\":\"1.0.0\",\"document\":{\"methods\":{\"m\":{}}}}";

        assertProblem(http.post("/api/v1/contracts", body), 401, "UNAUTHORIZED");
        Answer first = send(body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo("/api/v1/contracts/CmpSent/1.0.0");
        assertThat(first.at("/stability")).isEqualTo("STABLE");
        assertThat(send(body).status()).isEqualTo(200);
        assertProblem(send(body.replace("\"m\"", "\"n\"")), 409, "CONTRACT_CONFLICT");
        Answer low = send(body.replace("\"m\"", "\"n\"").replace("1.0.0", "1.1.0"));
        assertProblem(low, 409, "CONTRACT_VERSION_TOO_LOW");
        assertThat(low.at("/violations/0/path")).isEqualTo("/methods/m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|INVALID_REQUEST",
                "{'agent':'A','version':'one','document':{}}|INVALID_REQUEST",
                "{'agent':'A','version':'1.0.0'}|INVALID_REQUEST",
                "{'agent':'A','version':'1.0.0','document':{'method':{}}}|INVALID_CONTRACT",
                "{'agent':'A b','version':'1.0.0','document':{}}|INVALID_CONTRACT",
            })
    void whatIsNoContractIsNotRegistered(String body, String code) {
        assertProblem(send(body.replace('\'', '"')), 400, code);
    }

    private Answer send(String body) {
        return http.send(
                "POST",
                "/api/v1/contracts",
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer s3cret");
    }

    private Answer diff(String agent, String from, String to) {
        return http.post(
                "/api/v1/contracts/diff",
                "{\"agent\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}".formatted(agent, from, to));
    }

    private Answer validate(String body) {
        return http.post("/api/v1/contracts/validate", body);
    }
}
