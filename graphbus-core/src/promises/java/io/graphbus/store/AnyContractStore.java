package io.graphbus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore.StoredContract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every store of contracts promises. */
public abstract class AnyContractStore {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    protected abstract ContractStore store();

    static StoredContract contract(String agent, String version, Stability stability, String note) {
        String document = "{\"note\":\"" + note + "\"}";
        return new StoredContract(
                agent,
                Version.of(version),
                stability,
                Json.sha256(document.getBytes(StandardCharsets.UTF_8)),
                document,
                NOON);
    }

    static StoredContract contract(String agent, String version) {
        return contract(agent, version, Stability.STABLE, agent + version);
    }

    @Test
    void aContractIsFoundAsItWasSaved() {
        StoredContract saved = contract("Orders", "1.0.0-rc.1+b7", Stability.BETA, "ä€𝄞");
        store().save(saved);

        assertThat(store().find("Orders", saved.version())).contains(saved);
        assertThat(store().find("Orders", Version.of("1.0.0"))).isEmpty();
        assertThat(store().find("orders", saved.version())).isEmpty();
        assertThat(store().find("Nobody", saved.version())).isEmpty();
    }

    @Test
    void versionsAreOrderedByPrecedence() {
        for (String version : List.of("1.10.0", "2.0.0", "1.9.0", "1.10.0-rc.2", "1.10.0-rc.10")) {
            store().save(contract("Orders", version));
        }
        store().save(contract("Other", "1.0.0"));

        assertThat(store().versions("Orders"))
                .extracting(c -> c.version().text())
                .containsExactly("1.9.0", "1.10.0-rc.2", "1.10.0-rc.10", "1.10.0", "2.0.0");
        assertThat(store().versions("Nobody")).isEmpty();
    }

    @Test
    void allAreListedByAgentAndVersion() {
        store().save(contract("b", "1.0.0"));
        store().save(contract("B", "1.10.0"));
        store().save(contract("B", "1.9.0"));

        assertThat(store().list())
                .extracting(c -> c.agent() + "@" + c.version())
                .containsExactly("B@1.9.0", "B@1.10.0", "b@1.0.0");
    }

    @Test
    void theSameVersionIsReplaced() {
        store().save(contract("Orders", "1.0.0", Stability.DRAFT, "first"));
        StoredContract second = contract("Orders", "1.0.0", Stability.STABLE, "second");
        store().save(second);

        assertThat(store().versions("Orders")).containsExactly(second);
    }

    @Test
    void namesThatLookLikeOtherAgentsVersionsAreKeptApart() {
        store().save(contract("A", "1.0.0-2.0.0"));
        store().save(contract("A-1.0.0", "2.0.0"));

        assertThat(store().versions("A")).hasSize(1);
        assertThat(store().versions("A-1.0.0")).hasSize(1);
        assertThat(store().list()).hasSize(2);
    }

    @Test
    void manyAreSavedAtOnce() throws Exception {
        List<Callable<Boolean>> saves = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StoredContract contract = contract("Busy" + i % 4, "1." + i + ".0");
            saves.add(
                    () -> {
                        store().save(contract);
                        return true;
                    });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var save : threads.invokeAll(saves)) {
                assertThat(save.get()).isTrue();
            }
        }
        assertThat(store().list()).hasSize(40);
    }
}
