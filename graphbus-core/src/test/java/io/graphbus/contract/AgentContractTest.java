package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.build.BuildResult;
import io.graphbus.build.Workshop;
import io.graphbus.schema.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AgentContractTest {

    @TempDir Path root;

    @Test
    void aContractHoldsWhatTheAgentTakesGivesAndPublishes() {
        BuildResult built = new Workshop(root).shop().build();
        AgentContract contract = AgentContract.of(built.graph().agent("Orders").orElseThrow());
        JsonNode tree = Json.parse(contract.document(), "");
        assertThat(tree.at("/agent").stringValue()).isEqualTo("Orders");
        assertThat(tree.at("/version").stringValue()).isEqualTo("1.0.0");
        assertThat(tree.at("/stability").stringValue()).isEqualTo("draft");
        assertThat(tree.at("/compat/reader").stringValue()).isEqualTo("BACKWARD");
        assertThat(tree.at("/methods/order/input/required").toString()).isEqualTo("[\"id\"]");
        assertThat(tree.at("/methods/order/output/type").stringValue()).isEqualTo("object");
        assertThat(tree.at("/publishes/~1Order~1Created/payload"))
                .isEqualTo(tree.at("/methods/order/output"));
        assertThat(tree.at("/publishes/~1Order~1Created/key").stringValue()).isEqualTo("/id");
        assertThat(tree.at("/publishes/~1Order~1Created/version").stringValue()).isEqualTo("1.0.0");
        assertThat(contract.hash()).isEqualTo(Json.hash(tree)).hasSize(64);
    }

    @Test
    void aContractHoldsWhatTheAgentAccepts() {
        BuildResult built =
                new Workshop(root)
                        .source(
                                "A.java",
                                "@Agent @Contract(version = \"2.1.0\") @Publishes(\"/free\") public class A {"
                                        + " @Subscribes(\"/one\") @SchemaVersion(\"^1.2\") public void one(String s) {}"
                                        + " @Subscribes(\"/two\") public void first(Event e) {}"
                                        + " @Subscribes(\"/two\") public void second(Map<String, Object> m) {} }")
                        .build();
        AgentContract contract = AgentContract.of(built.graph().agents().get(0));
        JsonNode tree = Json.parse(contract.document(), "");
        assertThat(contract.stability()).isEqualTo(Stability.STABLE);
        assertThat(tree.at("/subscribes/~1one").toString())
                .isEqualTo(
                        "{\"accepts\":{\"type\":\"string\"},\"handler\":\"one\",\"versions\":\"^1.2\"}");
        assertThat(tree.at("/subscribes/~1two/0/accepts").booleanValue()).isTrue();
        assertThat(tree.at("/subscribes/~1two/1/handler").stringValue()).isEqualTo("second");
        assertThat(tree.at("/publishes/~1free/payload").booleanValue()).isTrue();
    }

    @Test
    void aContractIsReadFromItsDocumentWithTheSameHash() {
        BuildResult built = new Workshop(root).shop().build();
        AgentContract contract = AgentContract.of(built.graph().agent("Orders").orElseThrow());

        assertThat(AgentContract.read(Json.parse(contract.document(), ""))).isEqualTo(contract);
    }

    @Test
    void aDocumentWithoutNameVersionOrStabilityIsNoContract() {
        for (String document :
                List.of(
                        "{}",
                        "{\"agent\":\"A\",\"version\":\"1.0.0\",\"stability\":\"firm\"}",
                        "{\"agent\":\"A\",\"version\":\"one\",\"stability\":\"beta\"}",
                        "{\"version\":\"1.0.0\",\"stability\":\"beta\"}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgentContract.read(Json.parse(document, "")));
        }
    }
}
