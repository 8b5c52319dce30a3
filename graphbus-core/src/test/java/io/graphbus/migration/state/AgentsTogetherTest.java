package io.graphbus.migration.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.InMemoryMigrationHistory;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** States of several agents, in the order that their migrations ask for. */
class AgentsTogetherTest {

    private final InMemoryStateStore states = new InMemoryStateStore();
    private final List<Migration> migrations = new ArrayList<>();

    private void state(String agent, String version) {
        states.save(new StoredState(agent, version, "{\"a\":1}", Instant.EPOCH));
    }

    private void migration(String agent, String from, String to, String... needs) {
        String dependsOn = needs.length == 0 ? "" : "\"" + String.join("\",\"", needs) + "\"";
        migrations.add(
                DeclaredMigration.read(
                        Json.parse(
                                """
                                {"formatVersion":1,"agent":"%s","subject":"state","from":"%s",
                                "to":"%s","operations":[{"op":"add","path":"/v%s","value":1}],
                                "dependsOn":[%s]}"""
                                        .formatted(
                                                agent, from, to, to.replace('.', '_'), dependsOn),
                                "m"),
                        "m"));
    }

    private StateMigrations engine() {
        return new StateMigrations(
                states, new InMemoryMigrationHistory(), migrations, Clock.systemUTC());
    }

    private List<String> plan(Goal goal) {
        return engine().plan(goal).stream().map(StateStep::toString).toList();
    }

    private List<Problem> problems(Goal goal) {
        return catchThrowableOfType(GraphBusException.class, () -> engine().plan(goal)).problems();
    }

    @Test
    void whatIsDependedOnComesFirstAndThenItGoesByName() {
        state("Anna", "1.0.0");
        state("Berta", "1.0.0");
        state("Clara", "1.0.0");
        migration("Anna", "1.0.0", "2.0.0", "Clara@2.0.0");
        migration("Anna", "2.0.0", "3.0.0");
        migration("Berta", "1.0.0", "2.0.0");
        migration("Clara", "1.0.0", "2.0.0");
        migration("Clara", "2.0.0", "3.0.0", "Anna:state:1.0.0:2.0.0");

        assertThat(plan(Goal.NEWEST))
                .containsExactly(
                        "Berta:state:1.0.0:2.0.0",
                        "Clara:state:1.0.0:2.0.0",
                        "Anna:state:1.0.0:2.0.0",
                        "Anna:state:2.0.0:3.0.0",
                        "Clara:state:2.0.0:3.0.0");
        engine().apply(Goal.NEWEST, "ada");
        assertThat(states.list())
                .extracting(s -> s.agent() + " " + s.schemaVersion())
                .containsExactly("Anna 3.0.0", "Berta 2.0.0", "Clara 3.0.0");
        assertThat(plan(Goal.NEWEST)).isEmpty();
    }

    @Test
    void agentsThatAnAgentDependsOnComeFirstAlsoByWayOfOthers() {
        state("Anna", "1.0.0");
        state("Clara", "1.0.0");
        migration("Anna", "1.0.0", "2.0.0");
        migration("Clara", "1.0.0", "2.0.0");
        Map<String, List<String>> graph =
                Map.of("Anna", List.of("Berta"), "Berta", List.of("Clara"));

        assertThat(plan(new Goal(Set.of(), Map.of(), graph)))
                .containsExactly("Clara:state:1.0.0:2.0.0", "Anna:state:1.0.0:2.0.0");
    }

    @Test
    void theWayBackIsGoneInTheOtherOrder() {
        state("Anna", "2.0.0");
        state("Berta", "2.0.0");
        migration("Anna", "1.0.0", "2.0.0");
        migration("Berta", "1.0.0", "2.0.0", "Anna@2.0.0");
        Version first = Version.of("1.0.0");

        assertThat(plan(new Goal(Set.of(), Map.of("Anna", first, "Berta", first), Map.of())))
                .containsExactly("Berta:state:1.0.0:2.0.0 (back)", "Anna:state:1.0.0:2.0.0 (back)");
    }

    @Test
    void aCycleIsToldAsItsStepsWithAWayOut() {
        for (String agent : List.of("Anna", "Berta", "Clara", "Dora")) {
            state(agent, "1.0.0");
        }
        migration("Anna", "1.0.0", "2.0.0", "Dora@2.0.0");
        migration("Dora", "1.0.0", "2.0.0", "Berta@2.0.0");
        migration("Berta", "1.0.0", "2.0.0", "Clara@2.0.0");
        migration("Clara", "1.0.0", "2.0.0", "Dora@2.0.0");

        List<Problem> problems = problems(Goal.NEWEST);

        assertThat(problems).extracting(Problem::code).containsExactly(ProblemCode.MIGRATION_CYCLE);
        assertThat(problems.getFirst().message())
                .doesNotContain("Anna")
                .endsWith(
                        "Dora:state:1.0.0:2.0.0 -> Clara:state:1.0.0:2.0.0 ->"
                                + " Berta:state:1.0.0:2.0.0 -> Dora:state:1.0.0:2.0.0");
        assertThat(problems.getFirst().hint()).contains("expand", "contract");
    }

    @Test
    void allThatIsMissingIsTold() {
        state("Anna", "1.0.0");
        state("Berta", "first");
        state("Clara", "1.0.0");
        state("Dora", "0.9.0");
        state("Emma", "1.0.0");
        migration("Anna", "1.1.0", "2.0.0");
        migration("Berta", "1.0.0", "2.0.0");
        migration("Clara", "1.0.0", "2.0.0", "Dora@1.0.0", "Fanny@9.0.0", "Emma@1.0.0");

        assertThat(problems(Goal.NEWEST))
                .extracting(p -> p.code() + " " + p.where())
                .containsExactly(
                        "NO_MIGRATION_PATH Anna",
                        "INVALID_VERSION Berta",
                        "MIGRATION_BLOCKED Clara:state:1.0.0:2.0.0");
        assertThat(problems(Goal.of("Gina", Version.of("2.0.0"))).getFirst().code())
                .isEqualTo(ProblemCode.NOT_FOUND);
    }

    @Test
    void oneAgentAloneIsHeldUpByWhatItDependsOn() {
        state("Anna", "1.0.0");
        state("Berta", "1.0.0");
        migration("Anna", "1.0.0", "2.0.0", "Berta@2.0.0");
        migration("Berta", "1.0.0", "2.0.0");
        Goal anna = Goal.of("Anna", Version.of("2.0.0"));

        assertThat(problems(anna))
                .singleElement()
                .satisfies(
                        p ->
                                assertThat(p.message())
                                        .contains("depends on Berta@2.0.0", "is of 1.0.0"));

        engine().apply(Goal.of("Berta", Version.of("2.0.0")), "ada");
        assertThat(engine().apply(anna, "ada")).hasSize(1);
    }

    @Test
    void aNeedIsJudgedByWhereThePlanLeadsAndNotByWhatIsSaved() {
        state("Anna", "1.0.0");
        state("Berta", "2.0.0");
        migration("Anna", "1.0.0", "2.0.0", "Berta@2.0.0");
        migration("Berta", "1.0.0", "2.0.0");
        Version first = Version.of("1.0.0");
        Version second = Version.of("2.0.0");

        assertThat(problems(new Goal(Set.of(), Map.of("Anna", second, "Berta", first), Map.of())))
                .singleElement()
                .satisfies(
                        p ->
                                assertThat(p.message())
                                        .contains("depends on Berta@2.0.0", "takes it to 1.0.0"));
        assertThat(plan(new Goal(Set.of(), Map.of("Anna", second, "Berta", second), Map.of())))
                .containsExactly("Anna:state:1.0.0:2.0.0");
    }

    @Test
    void whenOneAgentsStateDoesNotFitNoneIsMigrated() {
        state("Anna", "1.0.0");
        states.save(new StoredState("Berta", "1.0.0", "[]", Instant.EPOCH));
        migration("Anna", "1.0.0", "2.0.0");
        migration("Berta", "1.0.0", "2.0.0");

        Problem problem =
                catchThrowableOfType(
                                GraphBusException.class, () -> engine().apply(Goal.NEWEST, "ada"))
                        .problem();

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.where()).isEqualTo("Berta:state:1.0.0:2.0.0");
        assertThat(states.list()).extracting(StoredState::schemaVersion).containsOnly("1.0.0");
    }

    @Test
    void whatIsNeitherVersionNorMigrationIsRefused() {
        assertThat(
                        catchThrowableOfType(
                                        GraphBusException.class,
                                        () ->
                                                migration(
                                                        "A", "1.0.0", "2.0.0", "B@two", "B",
                                                        "@1.0.0"))
                                .problem()
                                .violations())
                .hasSize(3)
                .allSatisfy(v -> assertThat(v.path()).startsWith("/dependsOn/"));
    }
}
