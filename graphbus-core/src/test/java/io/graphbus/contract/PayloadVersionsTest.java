package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import io.graphbus.store.InMemoryContractStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A payload has the version of the contract that gave it its form. */
class PayloadVersionsTest {

    private static final String PAYLOAD =
            "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}";
    private static final String WIDER =
            "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},"
                    + "\"note\":{\"type\":\"string\"}},\"required\":[\"id\"]}";

    private final InMemoryContractStore store = new InMemoryContractStore();
    private final ContractRegistry registry = new ContractRegistry(store, Clock.systemUTC());

    private static AgentContract contract(String version, String payload, String methods) {
        return AgentContract.written(
                "Orders",
                Version.of(version),
                Stability.STABLE,
                Json.MAPPER.readTree(
                        "{\"methods\":"
                                + methods
                                + ",\"publishes\":{\"/order/created\":{\"payload\":"
                                + payload
                                + "}},\"subscribes\":{}}"));
    }

    private String register(AgentContract contract) {
        registry.register(List.of(contract));
        StoredContract stored = store.find(contract.agent(), contract.version()).orElseThrow();
        return Json.MAPPER
                .readTree(stored.document())
                .at("/publishes/~1order~1created/version")
                .asString();
    }

    @Test
    void aChangeElsewhereLeavesThePayloadsVersion() {
        assertThat(register(contract("1.0.0", PAYLOAD, "{}"))).isEqualTo("1.0.0");
        String method = "{\"m\":{\"input\":true,\"output\":true}}";
        assertThat(register(contract("1.1.0", PAYLOAD, method))).isEqualTo("1.0.0");
        assertThat(register(contract("1.2.0", WIDER, method))).isEqualTo("1.2.0");
        assertThat(register(contract("1.3.0", WIDER, method))).isEqualTo("1.2.0");
    }

    @Test
    void theSameContractAgainIsTheSame() {
        register(contract("1.0.0", PAYLOAD, "{}"));
        AgentContract next = contract("1.1.0", PAYLOAD, "{}");
        assertThat(registry.register(List.of(next))).hasSize(1);
        assertThat(registry.register(List.of(next))).isEmpty();
        assertThat(registry.conflicts(List.of(contract("1.1.0", WIDER, "{}")))).hasSize(1);
    }
}
