package io.graphbus.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.store.FileMigrationHistory;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import io.graphbus.store.StateStore.Use;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent of another version finds its state as that version has it. */
class StateUpgradeTest {

    private static final String ID = "Account:state:1.0.0:2.0.0";

    @TempDir private Path directory;
    private final List<Migration> migrations = new ArrayList<>();

    public record Old(int amount) {}

    @Agent(name = "Account")
    @Contract(version = "1.0.0")
    public static class OldAccount implements Stateful<Old> {
        private int amount;

        @SchemaMethod
        public int add(int more) {
            amount += more;
            return amount;
        }

        @Override
        public Old captureState() {
            return new Old(amount);
        }

        @Override
        public void restoreState(Old state) {
            amount = state.amount();
        }
    }

    public record New(int total, String note) {}

    @Agent(name = "Account")
    @Contract(version = "2.0.0")
    public static class NewAccount implements Stateful<New> {
        private int total;

        @SchemaMethod
        public int add(int more) {
            total += more;
            return total;
        }

        @Override
        public New captureState() {
            return new New(total, "new");
        }

        @Override
        public void restoreState(New state) {
            total = state.total();
        }
    }

    private StateStore store() {
        return new FileStateStore(directory.resolve("state"), Clock.systemUTC());
    }

    private StateMigrations engine() {
        return new StateMigrations(
                store(),
                new FileMigrationHistory(directory.resolve("migrations")),
                migrations,
                Clock.systemUTC());
    }

    private void migration(String operation) {
        String document =
                """
                {"formatVersion":1,"agent":"Account","subject":"state","from":"1.0.0","to":"2.0.0",
                "operations":[%s]}"""
                        .formatted(operation);
        migrations.add(DeclaredMigration.read(Json.parse(document, "m"), "m"));
    }

    private void rename() {
        migration(
                """
                {"op":"rename","path":"/amount","to":"total"},{"op":"add","path":"/note","value":""}""");
    }

    private GraphBus graph(Object agent) {
        return GraphBus.builder()
                .agent(agent)
                .state(store())
                .stateUpgrade((state, version) -> engine().bring(state, version, "the start"))
                .build();
    }

    private int with(Object agent, int more) {
        try (GraphBus bus = graph(agent).start()) {
            return bus.call("Account", "add", List.of(more).toArray()) instanceof Integer sum
                    ? sum
                    : -1;
        }
    }

    private String saved() {
        StoredState state = store().load("Account").orElseThrow();
        return state.schemaVersion() + " " + state.json();
    }

    @Test
    void theStateIsMigratedWhenItsAgentStartsAndTheHistorySaysSo() {
        rename();
        assertThat(with(new OldAccount(), 5)).isEqualTo(5);

        assertThat(with(new NewAccount(), 2)).isEqualTo(7);

        assertThat(saved()).isEqualTo("2.0.0 {\"total\":7,\"note\":\"new\"}");
        assertThat(engine().status()).extracting(MigrationRun::word).containsExactly("APPLIED");
        assertThat(engine().status().getFirst().by()).isEqualTo("the start");
    }

    @Test
    void whoGoesBackAtOnceFindsTheStateAsItWas() {
        migration(
                """
                {"op":"rename","path":"/amount","to":"total"},{"op":"fill","path":"/total","value":1}""");
        with(new OldAccount(), 5);
        String before = saved();
        engine().bring(
                        store().load("Account").orElseThrow(),
                        io.graphbus.schema.Version.of("2.0.0"),
                        "the start");

        assertThat(with(new OldAccount(), 0)).isEqualTo(5);

        assertThat(saved()).isEqualTo(before);
        assertThat(engine().status()).extracting(MigrationRun::word).containsExactly("ROLLED_BACK");
    }

    @Test
    void whoHasWorkedWithItGoesBackByTheWayBack() {
        rename();
        with(new OldAccount(), 5);
        with(new NewAccount(), 2);

        assertThat(with(new OldAccount(), 0)).isEqualTo(7);

        assertThat(engine().status())
                .extracting(run -> run.to() + " " + run.word())
                .containsExactly("2.0.0 APPLIED", "1.0.0 APPLIED");
    }

    @Test
    void anAgentDoesNotStartWithAStateThatCannotBeMigrated() {
        migration(
                """
                {"op":"convert","path":"/amount","from":"boolean","to":"string"}""");
        with(new OldAccount(), 5);
        String before = saved();

        GraphBusException refused =
                catchThrowableOfType(
                        GraphBusException.class, () -> graph(new NewAccount()).start());

        assertThat(refused.problems())
                .anySatisfy(
                        p -> assertThat(p.toString()).contains("cannot be migrated", "/amount"));
        assertThat(saved()).isEqualTo(before);
        assertThat(with(new OldAccount(), 1)).isEqualTo(6);
    }

    @Test
    void whereNothingLeadsTheStateIsTakenAsItIs() {
        with(new OldAccount(), 5);

        assertThat(with(new NewAccount(), 2)).isEqualTo(2);
    }

    @Test
    void statesAreNotMigratedBehindAGraphThatRuns() {
        rename();
        with(new OldAccount(), 5);
        Goal newest = Goal.NEWEST;
        try (GraphBus bus = graph(new OldAccount()).start()) {
            assertThat(bus.isRunning()).isTrue();

            Problem problem =
                    catchThrowableOfType(
                                    GraphBusException.class, () -> engine().apply(newest, "ada"))
                            .problem();

            assertThat(problem.code()).isEqualTo(ProblemCode.CONFLICT);
            assertThat(problem.message()).contains("a graph is running");
            assertThat(engine().rehearse(newest)).hasSize(1);
        }
        assertThat(engine().apply(newest, "ada")).hasSize(1);
        try (Use one = store().use();
                Use two = store().use()) {
            one.close();
            one.close();
            assertThat(
                            catchThrowableOfType(
                                            GraphBusException.class,
                                            () -> engine().rollback(ID, "ada", false))
                                    .problem()
                                    .code())
                    .isEqualTo(ProblemCode.CONFLICT);
            assertThat(two).isNotNull();
        }
        assertThat(engine().rollback(ID, "ada", false)).hasSize(1);
        assertThat(new FileStateStore(directory.resolve("none"), Clock.systemUTC()).unused(() -> 1))
                .isEqualTo(1);
    }
}
