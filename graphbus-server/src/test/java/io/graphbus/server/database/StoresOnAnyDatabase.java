package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.agent.Contract.Stability;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.kept.CoherenceStore;
import io.graphbus.schema.Version;
import io.graphbus.server.database.TestServer.Answer;
import io.graphbus.store.AnyContractStore;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import io.graphbus.store.deployment.AnyDeploymentStore;
import io.graphbus.store.deployment.DeploymentStore;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the stores promise, on whichever database the subclass brings. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StoresOnAnyDatabase {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private TestServer server;
    private StateStore states;
    private ContractStore contracts;

    abstract Map<String, String> database();

    @BeforeAll
    void start() {
        server = TestServer.start(database());
        states = server.bean(StateStore.class);
        contracts = server.bean(ContractStore.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** What every store of contracts promises. */
    @Nested
    class ContractsInIt extends AnyContractStore {

        @BeforeEach
        void clear() {
            server.bean(JdbcTemplate.class).update("delete from graphbus_contract");
        }

        @Override
        protected ContractStore store() {
            return contracts;
        }
    }

    /** What every store of deployments promises. */
    @Nested
    class DeploymentsInIt extends AnyDeploymentStore {

        @BeforeEach
        void clear() {
            server.bean(JdbcTemplate.class).update("delete from graphbus_deployment");
            server.bean(JdbcTemplate.class).update("delete from graphbus_environment");
        }

        @Override
        protected DeploymentStore store() {
            return server.bean(DeploymentStore.class);
        }
    }

    @Test
    void aStateIsReadAsItWasSaved() {
        var state = new StoredState("Reader", "1.2.0", "{\"n\":1,\"s\":\"ä€𝄞\"}", NOON);

        states.save(state);

        assertThat(states.load("Reader")).contains(state);
        assertThat(states.load("reader")).isEmpty();
    }

    @Test
    void aStateReplacesTheOneBefore() {
        states.save(new StoredState("Replaced", "1.0.0", "{\"n\":1}", NOON));
        states.save(new StoredState("Replaced", "1.1.0", "{\"n\":2}", NOON.plusSeconds(1)));

        assertThat(states.list())
                .filteredOn(s -> s.agent().equals("Replaced"))
                .containsExactly(
                        new StoredState("Replaced", "1.1.0", "{\"n\":2}", NOON.plusSeconds(1)));
    }

    @Test
    void aDeletedStateIsGone() {
        states.save(new StoredState("Deleted", "1.0.0", "{}", NOON));

        assertThat(states.delete("Deleted")).isTrue();
        assertThat(states.delete("Deleted")).isFalse();
        assertThat(states.load("Deleted")).isEmpty();
    }

    @Test
    void aStateSetAsideIsOutOfTheWayButKept() {
        states.save(new StoredState("Aside", "1.0.0", "{\"n\":\"odd\"}", NOON));

        states.setAside("Aside");
        states.setAside("Unknown");

        assertThat(states.load("Aside")).isEmpty();
        assertThat(
                        server.bean(JdbcTemplate.class)
                                .queryForList(
                                        "select state from graphbus_agent_state_aside where agent = 'Aside'",
                                        String.class))
                .containsExactly("{\"n\":\"odd\"}");
    }

    @Test
    void threadsOfThePoolDoNotKeepTheClassesOfWhoAskedFirst() throws Exception {
        var pool = server.bean(DataSource.class).unwrap(HikariDataSource.class);
        Thread asking = Thread.currentThread();
        ClassLoader own = asking.getContextClassLoader();
        try (var agents = new URLClassLoader(new URL[0], own)) {
            asking.setContextClassLoader(agents);
            Thread started = pool.getThreadFactory().newThread(() -> {});

            assertThat(started.getContextClassLoader()).isNotSameAs(agents);
            assertThat(started.isDaemon()).isTrue();
        } finally {
            asking.setContextClassLoader(own);
        }
    }

    @Test
    void whatIsKnownOfCoherenceIsReplacedAndPutAsideWhenItIsDamaged() {
        CoherenceStore coherence = server.bean(CoherenceStore.class);
        Evidence evidence =
                new Evidence(NOON, Duration.ofMinutes(10), List.of(), StateCompletion.NONE, 3);
        coherence.save(new Snapshot(evidence, "LOW", List.of()));
        coherence.save(new Snapshot(evidence, "HIGH", List.of()));

        assertThat(coherence.load()).contains(new Snapshot(evidence, "HIGH", List.of()));
        JdbcTemplate jdbc = server.bean(JdbcTemplate.class);
        jdbc.update("update graphbus_coherence set snapshot = '{' where name = 'current'");
        assertThatThrownBy(coherence::load).hasMessageContaining("COHERENCE_DAMAGED");
        coherence.setAside();
        assertThat(coherence.load()).isEmpty();
        assertThat(
                        jdbc.queryForList(
                                "select snapshot from graphbus_coherence where name = 'damaged'",
                                String.class))
                .containsExactly("{");
    }

    @Test
    void aStateOfSeveralMegabytesIsKept() {
        String json = "\"" + "x".repeat(3_000_000) + "\"";

        states.save(new StoredState("Large", "1.0.0", json, NOON));

        assertThat(states.load("Large")).map(StoredState::json).contains(json);
    }

    @Test
    void aStateSavedDuringATransactionThatFailsStays() {
        var transaction = server.bean(TransactionTemplate.class);

        transaction.executeWithoutResult(
                tx -> {
                    states.save(new StoredState("Kept", "1.0.0", "{}", NOON));
                    contracts.save(contract("Undone", "1.0.0"));
                    tx.setRollbackOnly();
                });

        assertThat(states.load("Kept")).isPresent();
        assertThat(contracts.find("Undone", Version.of("1.0.0"))).isEmpty();
    }

    @Test
    void statesOfManyAgentsAreSavedAtOnce() throws Exception {
        var saves = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 40; i++) {
            var state = new StoredState("Busy" + i, "1.0.0", "{\"n\":" + i + "}", NOON);
            saves.add(
                    () -> {
                        states.save(state);
                        return true;
                    });
        }

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var save : threads.invokeAll(saves)) {
                assertThat(save.get()).isTrue();
            }
        }

        assertThat(states.list()).filteredOn(s -> s.agent().startsWith("Busy")).hasSize(40);
    }

    @Test
    void contractsAreReadOverRestPageByPage() {
        for (String version : List.of("1.0.0", "1.1.0", "2.0.0")) {
            contracts.save(contract("Paged", version));
        }

        Answer first = server.get("/api/v1/contracts?agent=Paged&limit=2");
        Answer second =
                server.get("/api/v1/contracts?agent=Paged&cursor=" + first.text("nextCursor"));

        assertThat(first.json().at("/items")).hasSize(2);
        assertThat(second.text("items/0/version")).isEqualTo("2.0.0");
        assertThat(second.json().has("nextCursor")).isFalse();
    }

    @Test
    void everyContractIsOnExactlyOnePage() {
        for (String agent : List.of("PageA", "PageB", "PageC")) {
            contracts.save(contract(agent, "1.0.0"));
            contracts.save(contract(agent, "1.0.1"));
        }

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = server.get("/api/v1/contracts?limit=2" + cursor);
            page.json()
                    .at("/items")
                    .forEach(
                            i -> seen.add(i.at("/agent").asString() + i.at("/version").asString()));
            cursor = page.text("nextCursor").isEmpty() ? "" : "&cursor=" + page.text("nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().hasSameSizeAs(contracts.list());
    }

    @Test
    void aContractIsShownWithItsDocument() {
        contracts.save(contract("Shown", "1.0.0"));

        assertThat(server.get("/api/v1/contracts/Shown/1.0.0").text("document/agent"))
                .isEqualTo("Shown");
        assertThat(server.get("/api/v1/contracts/Shown/1.0.1").status()).isEqualTo(404);
        assertThat(server.get("/api/v1/contracts/Shown/1.0.1").text("hint")).contains("1.0.0");
        assertThat(server.get("/api/v1/contracts/Shown/one").status()).isEqualTo(400);
    }

    private static StoredContract contract(String agent, String version) {
        return new StoredContract(
                agent,
                Version.of(version),
                Stability.STABLE,
                "ab",
                "{\"agent\":\"" + agent + "\"}",
                NOON);
    }
}
