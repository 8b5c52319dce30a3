package io.graphbus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import io.graphbus.store.InMemoryContractStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractRegistryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final ContractStore store = new InMemoryContractStore();
    private final ContractRegistry registry =
            new ContractRegistry(store, Clock.fixed(NOW, ZoneOffset.UTC));

    private static AgentContract contract(
            String agent, String version, Stability stability, String document) {
        String hash = Json.sha256(document.getBytes(StandardCharsets.UTF_8));
        return new AgentContract(agent, Version.of(version), stability, document, hash);
    }

    @Test
    void aNewContractIsKeptWithItsTime() {
        List<StoredContract> added =
                registry.register(List.of(contract("A", "1.0.0", Stability.STABLE, "{}")));
        assertThat(added).hasSize(1).isEqualTo(store.list());
        assertThat(added.get(0).registeredAt()).isEqualTo(NOW);
    }

    @Test
    void theSameContractAgainChangesNothing() {
        List<AgentContract> contracts = List.of(contract("A", "1.0.0", Stability.STABLE, "{}"));
        registry.register(contracts);
        assertThat(registry.register(contracts)).isEmpty();
    }

    @Test
    void aChangedStableVersionIsRefusedWithTheDifferencesAndNothingIsRegistered() {
        registry.register(List.of(contract("A", "1.0.0", Stability.BETA, "{\"a\":{\"b/c\":1}}")));
        List<AgentContract> changed =
                List.of(
                        contract("New", "1.0.0", Stability.STABLE, "{}"),
                        contract("A", "1.0.0", Stability.STABLE, "{\"a\":{\"b/c\":2},\"d\":1}"));
        assertThatThrownBy(() -> registry.register(changed))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ProblemCode.CONTRACT_CONFLICT);
                            assertThat(e.problem().where()).isEqualTo("A@1.0.0");
                            assertThat(e.problem().message()).contains("/a/b~1c, /d");
                        });
        assertThat(store.list()).hasSize(1);
        assertThat(registry.conflicts(changed)).hasSize(1);
    }

    @Test
    void manyDifferencesAreCounted() {
        registry.register(List.of(contract("A", "1.0.0", Stability.STABLE, "{}")));
        AgentContract changed =
                contract(
                        "A",
                        "1.0.0",
                        Stability.STABLE,
                        "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1}");
        assertThat(registry.conflicts(List.of(changed)).get(0).message()).contains("2 more places");
    }

    @Test
    void aDraftIsReplaced() {
        registry.register(List.of(contract("A", "1.0.0", Stability.DRAFT, "{}")));
        registry.register(List.of(contract("A", "1.0.0", Stability.DRAFT, "[]")));
        assertThat(store.find("A", Version.of("1.0.0")).orElseThrow().document()).isEqualTo("[]");
    }

    @Test
    void versionsAreOrderedByPrecedence() {
        for (String version : List.of("1.10.0", "1.9.0", "1.10.0-rc.1")) {
            registry.register(List.of(contract("A", version, Stability.STABLE, "{}")));
        }
        registry.register(List.of(contract("B", "1.0.0", Stability.STABLE, "{}")));
        assertThat(store.versions("A"))
                .extracting(c -> c.version().text())
                .containsExactly("1.9.0", "1.10.0-rc.1", "1.10.0");
        assertThat(store.find("B", Version.of("9.9.9"))).isEmpty();
        assertThat(registry.latest("A"))
                .map(StoredContract::version)
                .contains(Version.of("1.10.0"));
        assertThat(registry.latest("Nobody")).isEmpty();
    }
}
