package io.graphbus.cli.migrate.place;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.migration.state.StateStep;
import io.graphbus.migration.trial.MigrationTrials;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Version;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** States and history in a data directory, migrations in another one. */
public final class LocalMigrations implements Migrations {

    private static final Duration TRIAL = Duration.ofSeconds(10);

    private final Path data;
    private final List<DeclaredMigration> migrations;
    private final List<AgentDefinition> built;
    private final StateStore states;
    private final StateMigrations engine;

    /**
     * @param artifacts whose agents' versions states get, and whose dependencies order them
     */
    public LocalMigrations(Path data, Path directory, Optional<Path> artifacts) {
        this.data = data;
        this.migrations = MigrationDirectory.read(directory);
        this.built =
                artifacts
                        .map(path -> List.copyOf(ArtifactDirectory.read(path).graph().agents()))
                        .orElse(List.of());
        this.states = LocalSystem.states(data);
        this.engine = LocalSystem.migrations(data, migrations);
    }

    private Goal goal(Wish wish) {
        Map<String, Version> versions = new HashMap<>();
        Map<String, List<String>> dependencies = new HashMap<>();
        for (AgentDefinition agent : built) {
            versions.put(agent.name(), agent.contract().version());
            dependencies.put(agent.name(), agent.dependencies());
        }
        if (!wish.version().isEmpty()) {
            wish.agents().forEach(agent -> versions.put(agent, Version.of(wish.version())));
        }
        return new Goal(Set.copyOf(wish.agents()), versions, dependencies);
    }

    @Override
    public List<PlannedStep> plan(Wish wish) {
        return engine.plan(goal(wish)).stream().map(LocalMigrations::shown).toList();
    }

    private static PlannedStep shown(StateStep planned) {
        Step step = planned.step();
        return new PlannedStep(
                planned.agent(),
                step.from().text(),
                step.to().text(),
                String.valueOf(step.migration()),
                step.forward() ? "forward" : "backward",
                step.lost());
    }

    @Override
    public List<MigrationRun> apply(Wish wish, boolean rehearsal) {
        return rehearsal
                ? engine.rehearse(goal(wish))
                : engine.apply(goal(wish), LocalSystem.user());
    }

    @Override
    public List<MigrationRun> rollback(String id, boolean discard) {
        return engine.rollback(id, LocalSystem.user(), discard);
    }

    @Override
    public List<MigrationRun> repair(String id, String reason) {
        return engine.repair(id, reason, LocalSystem.user());
    }

    @Override
    public List<MigrationRun> status() {
        return engine.status();
    }

    @Override
    public Trial validate() {
        List<Problem> problems = new ArrayList<>(engine.changes());
        MigrationTrials trials =
                new MigrationTrials(states.list(), LocalSystem.contracts(data), TRIAL);
        problems.addAll(trials.problems(migrations));
        return new Trial(migrations.size(), states.list().size(), problems);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
