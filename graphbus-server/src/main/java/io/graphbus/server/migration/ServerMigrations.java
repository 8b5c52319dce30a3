package io.graphbus.server.migration;

import io.graphbus.GraphBus;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.delivery.MigrationShelf;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.migration.state.StateStep;
import io.graphbus.migration.trial.MigrationTrials;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.migration.RegisteredMigrations.Registered;
import io.graphbus.server.state.KeptStates;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.spring.PayloadMigrationsCustomizer;
import io.graphbus.state.StateUpgrade;
import io.graphbus.store.ContractStore;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.JsonNode;

/**
 * Brings the states that this server keeps to other versions: those of agents that start, and on
 * demand those of agents that do not run.
 */
@Component
class ServerMigrations implements StateUpgrade, StateMigrations.Source, GraphBusCustomizer {

    private static final Duration TRIAL = Duration.ofSeconds(2);

    private static final Set<Status> COUNTS = EnumSet.of(Status.APPLIED, Status.RUNNING);

    private final RegisteredMigrations registered;
    private final StateStore states;
    private final MigrationHistory history;
    private final ContractStore contracts;
    private final LiveGraph live;
    private final PayloadMigrationsCustomizer given;
    private final Clock clock;
    private final MigrationShelf shelf = new MigrationShelf();

    ServerMigrations(
            RegisteredMigrations registered,
            KeptStates states,
            MigrationHistory history,
            ContractStore contracts,
            LiveGraph live,
            PayloadMigrationsCustomizer given,
            Clock clock) {
        this.registered = registered;
        this.states = states.store();
        this.history = history;
        this.contracts = contracts;
        this.live = live;
        this.given = given;
        this.clock = clock;
    }

    /**
     * What is registered is used on deliveries too, from then on; by another server on the same
     * database with its next graph.
     */
    @Override
    public void customize(GraphBus.Builder builder) {
        refresh();
        builder.migrations(shelf);
    }

    Registered register(JsonNode document, String by) {
        Registered kept = registered.register(document, by);
        if (kept.news()) {
            refresh();
        }
        return kept;
    }

    /** What a state went through stays, since a way back may be by it. */
    void remove(String id) {
        history.exclusively(
                () -> {
                    now().status().stream()
                            .filter(run -> run.migration().equals(id))
                            .filter(run -> COUNTS.contains(run.status()))
                            .findFirst()
                            .ifPresent(
                                    run -> {
                                        throw inUse(run).toException();
                                    });
                    registered.remove(id);
                    return id;
                });
        refresh();
    }

    private static Problem inUse(MigrationRun run) {
        return Problem.of(
                ProblemCode.CONFLICT,
                run.migration(),
                "This migration has been applied: " + run.id() + " is " + run.status() + ".",
                "Roll it back first.");
    }

    /** Every graph has those that are configured anyway. Who sets them last has read them last. */
    private synchronized void refresh() {
        Map<MigrationId, String> configured = new HashMap<>();
        given.migrations().forEach(m -> configured.put(m.id(), m.checksum()));
        shelf.set(
                registered.all().stream()
                        .filter(m -> !m.checksum().equals(configured.get(m.id())))
                        .toList());
    }

    /** Those that are registered, and of the configured ones those that are not. */
    private Collection<Migration> all() {
        Map<MigrationId, Migration> all = new LinkedHashMap<>();
        registered.all().forEach(m -> all.put(m.id(), m));
        given.migrations().forEach(m -> all.putIfAbsent(m.id(), m));
        return all.values();
    }

    @Override
    public StoredState upgraded(StoredState state, Version version) {
        try {
            return now().bring(state, version, "the start of " + state.agent());
        } catch (DataAccessException | TransactionException e) {
            throw Problem.of(
                            ProblemCode.DATABASE_UNREACHABLE,
                            "database",
                            "The state of "
                                    + state.agent()
                                    + " cannot be migrated: the database"
                                    + " does not answer.",
                            "Try again when it does; /actuator/health tells.")
                    .toException(e);
        }
    }

    @Override
    public StateMigrations now() {
        return new StateMigrations(states, history, all(), clock);
    }

    List<StateStep> plan(List<String> agents, @Nullable Version version) {
        return now().plan(goal(live.bus(), agents, version));
    }

    List<MigrationRun> status() {
        return now().status();
    }

    List<MigrationRun> rehearse(List<String> agents, @Nullable Version version) {
        return now().rehearse(goal(live.bus(), agents, version));
    }

    List<MigrationRun> apply(List<String> agents, @Nullable Version version, String by) {
        return live.whileItStays(
                bus -> {
                    agents.forEach(agent -> requireIdle(bus, agent));
                    return now().apply(goal(bus, agents, version), by);
                });
    }

    /** Without agents all that do not run; those that do are migrated when they start. */
    private Goal goal(GraphBus bus, List<String> agents, @Nullable Version version) {
        Map<String, List<String>> dependencies = new HashMap<>();
        bus.graph().agents().forEach(a -> dependencies.put(a.name(), a.dependencies()));
        if (!agents.isEmpty()) {
            Map<String, Version> versions = new HashMap<>();
            if (version != null) {
                agents.forEach(agent -> versions.put(agent, version));
            }
            return new Goal(Set.copyOf(agents), versions, dependencies);
        }
        Map<String, Version> staying = new HashMap<>();
        for (StoredState state : states.list()) {
            boolean runs = bus.isRunning() && bus.graph().agent(state.agent()).isPresent();
            if (runs && Version.isValid(state.schemaVersion())) {
                staying.put(state.agent(), Version.of(state.schemaVersion()));
            }
        }
        return new Goal(Set.of(), staying, dependencies);
    }

    List<MigrationRun> repair(String id, String reason, String by) {
        return now().repair(id, reason, by);
    }

    List<MigrationRun> rollback(String id, String by, boolean discard) {
        return live.whileItStays(
                bus -> {
                    StateMigrations engine = now();
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
        Collection<Migration> all = all();
        List<Problem> problems = new ArrayList<>(now().changes());
        MigrationTrials trials = new MigrationTrials(states.list(), contracts, TRIAL);
        problems.addAll(trials.problems(all));
        return ValidationView.of(all.size(), states.list().size(), problems);
    }
}
