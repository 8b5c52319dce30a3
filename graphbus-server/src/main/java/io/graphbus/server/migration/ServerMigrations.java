package io.graphbus.server.migration;

import io.graphbus.GraphBus;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.migration.trial.MigrationTrials;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.state.KeptStates;
import io.graphbus.store.ContractStore;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings the states that this server keeps to other versions, not those of agents that run. */
@Component
class ServerMigrations {

    private static final Duration TRIAL = Duration.ofSeconds(2);

    private final RegisteredMigrations registered;
    private final StateStore states;
    private final MigrationHistory history;
    private final ContractStore contracts;
    private final LiveGraph live;
    private final Clock clock;

    ServerMigrations(
            RegisteredMigrations registered,
            KeptStates states,
            MigrationHistory history,
            ContractStore contracts,
            LiveGraph live,
            Clock clock) {
        this.registered = registered;
        this.states = states.store();
        this.history = history;
        this.contracts = contracts;
        this.live = live;
        this.clock = clock;
    }

    private StateMigrations engine() {
        return engine(registered.all());
    }

    private StateMigrations engine(List<DeclaredMigration> migrations) {
        return new StateMigrations(states, history, migrations, clock);
    }

    MigrationPath plan(String agent, Version version) {
        return engine(registered.of(agent)).plan(agent, version);
    }

    List<MigrationRun> status() {
        return engine().status();
    }

    List<MigrationRun> rehearse(String agent, Version version) {
        return engine(registered.of(agent)).rehearse(agent, version);
    }

    List<MigrationRun> apply(String agent, Version version, String by) {
        return live.whileItStays(
                bus -> {
                    requireIdle(bus, agent);
                    return engine(registered.of(agent)).apply(agent, version, by);
                });
    }

    List<MigrationRun> rollback(String id, String by, boolean discard) {
        return live.whileItStays(
                bus -> {
                    StateMigrations engine = engine();
                    engine.status().stream()
                            .filter(run -> run.id().equals(id) || run.migration().equals(id))
                            .findFirst()
                            .ifPresent(run -> requireIdle(bus, run.agent()));
                    return engine.rollback(id, by, discard);
                });
    }

    /** A running agent would save over it what it has. */
    private static void requireIdle(GraphBus bus, String agent) {
        if (bus.isRunning()) {
            bus.graph()
                    .agent(agent)
                    .ifPresent(
                            running -> {
                                throw running(agent, running.contract().version()).toException();
                            });
        }
    }

    private static Problem running(String agent, Version version) {
        return Problem.of(
                ProblemCode.CONFLICT,
                agent,
                agent + " is running as version " + version + " and would save over it.",
                "Migrate before it starts, or after a build without it was activated.");
    }

    ValidationView validate() {
        List<DeclaredMigration> all = registered.all();
        List<Problem> problems = new ArrayList<>(engine().changes());
        MigrationTrials trials = new MigrationTrials(states.list(), contracts, TRIAL);
        problems.addAll(trials.problems(all));
        return ValidationView.of(all.size(), states.list().size(), problems);
    }
}
