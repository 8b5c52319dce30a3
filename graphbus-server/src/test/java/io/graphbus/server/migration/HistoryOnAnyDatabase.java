package io.graphbus.server.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.state.KeptStates;
import io.graphbus.store.AnyMigrationHistory;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.MigrationHistory.Kept;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a history in a database promises beside what every one does. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class HistoryOnAnyDatabase extends AnyMigrationHistory {

    private TestServer server;

    abstract Map<String, String> database();

    @BeforeAll
    void start() {
        server = TestServer.start(database());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        sql().update("delete from graphbus_migration_entry");
        states().save(new StoredState("Orders", "1.0.0", "{\"amount\":5}", Instant.EPOCH));
    }

    <T> T bean(Class<T> type) {
        return server.bean(type);
    }

    private JdbcTemplate sql() {
        return bean(JdbcTemplate.class);
    }

    private StateStore states() {
        return server.bean(KeptStates.class).store();
    }

    @Override
    protected MigrationHistory history() {
        return server.bean(MigrationHistory.class);
    }

    @Test
    void aLineThatWasChangedInTheDatabaseIsTheOneThatIsNotIntact() {
        for (String run : List.of("a", "b", "c")) {
            history().append(entry(run, Status.APPLIED));
        }
        sql().update(
                        "update graphbus_migration_entry set line = replace(line, 'ada', 'eve')"
                                + " where position = 2");

        assertThat(history().entries()).extracting(Kept::intact).containsExactly(true, false, true);

        sql().update("delete from graphbus_migration_entry where position = 2");
        assertThat(history().entries()).extracting(Kept::intact).containsExactly(true, false);
    }

    @Test
    void aLineThatIsNoneIsNamed() {
        history().append(entry("a", Status.APPLIED));
        sql().update("update graphbus_migration_entry set line = '{}'");

        var problem =
                catchThrowableOfType(GraphBusException.class, () -> history().entries()).problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_HISTORY_DAMAGED);
        assertThat(problem.where()).isEqualTo("graphbus_migration_entry:1");
    }

    @Test
    void whatBreaksOffLeavesTheStateAsItWasAndIsGoneOnWith() {
        StateStore states = states();
        StateStore dying = new DyingStore(states, new ArrayList<>());

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(
                        () -> engine(dying).apply(Goal.of("Orders", Version.of("3.0.0")), "ada"));

        assertThat(states.load("Orders")).map(StoredState::schemaVersion).contains("1.0.0");
        assertThat(words()).containsExactly("2.0.0 RUNNING", "3.0.0 RUNNING");
        assertThat(engine(states).status().getFirst().explanation()).contains("not ended");

        engine(states).apply(Goal.of("Orders", Version.of("3.0.0")), "ada");

        assertThat(words()).containsExactly("2.0.0 APPLIED", "3.0.0 APPLIED");
        assertThat(states.load("Orders"))
                .map(StoredState::json)
                .contains("{\"total\":5,\"status\":\"NEW\"}");
        engine(states).rollback(migration("1.0.0", "2.0.0", "").id().text(), "ada", false);
        assertThat(states.load("Orders")).map(StoredState::json).contains("{\"amount\":5}");
    }

    private List<String> words() {
        return engine(states()).status().stream().map(run -> run.to() + " " + run.word()).toList();
    }

    private StateMigrations engine(StateStore states) {
        return new StateMigrations(
                states,
                history(),
                List.of(
                        migration(
                                "1.0.0", "2.0.0", "{'op':'rename','path':'/amount','to':'total'}"),
                        migration("2.0.0", "3.0.0", "{'op':'add','path':'/status','value':'NEW'}")),
                Clock.systemUTC());
    }

    private static DeclaredMigration migration(String from, String to, String operations) {
        String document =
                "{'formatVersion':1,'agent':'Orders','subject':'state','from':'%s','to':'%s',"
                        + "'operations':[%s]}";
        return DeclaredMigration.read(
                Json.parse(document.formatted(from, to, operations).replace('\'', '"'), "m"), "m");
    }

    /** Dies after it has saved for the second time. */
    private record DyingStore(StateStore kept, List<String> saved) implements StateStore {

        @Override
        public Optional<StoredState> load(String agent) {
            return kept.load(agent);
        }

        @Override
        public void save(StoredState state) {
            kept.save(state);
            saved.add(state.schemaVersion());
            if (saved.size() == 2) {
                throw new OutOfMemoryError("as if");
            }
        }

        @Override
        public boolean delete(String agent) {
            return kept.delete(agent);
        }

        @Override
        public List<StoredState> list() {
            return kept.list();
        }
    }
}
