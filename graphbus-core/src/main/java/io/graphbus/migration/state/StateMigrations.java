package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.migration.Subject;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Version;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings saved states to other versions and back, and tells how that went. All steps to a version
 * are tried before the first is saved; each has a backup. What broke off is gone on with. Usable
 * from any thread and by many processes. While a graph runs that keeps the states, only those of
 * agents that start are brought to a version.
 */
public final class StateMigrations {

    /** Knows the migrations there are now. */
    @FunctionalInterface
    public interface Source {

        StateMigrations now();
    }

    private final StateStore states;
    private final MigrationHistory history;
    private final List<Migration> migrations;
    private final Map<String, Migration> known = new TreeMap<>();
    private final Clock clock;
    private final Duration limit;

    /**
     * @param migrations of any subject; those of states count
     */
    public StateMigrations(
            StateStore states,
            MigrationHistory history,
            Collection<? extends Migration> migrations,
            Clock clock) {
        this(states, history, migrations, clock, Duration.ofSeconds(30));
    }

    private StateMigrations(
            StateStore states,
            MigrationHistory history,
            Collection<? extends Migration> migrations,
            Clock clock,
            Duration limit) {
        this.states = states;
        this.history = history;
        this.clock = clock;
        this.limit = limit;
        this.migrations =
                migrations.stream()
                        .filter(migration -> migration.id().subject().equals(Subject.STATE))
                        .<Migration>map(migration -> migration)
                        .toList();
        this.migrations.forEach(migration -> known.put(migration.id().text(), migration));
    }

    /** The same, that waits no longer than this for a migration of one state; 30 s usually. */
    public StateMigrations giveUpAfter(Duration longest) {
        return new StateMigrations(states, history, migrations, clock, longest);
    }

    /**
     * The steps that states would take, in their order: what a migration depends on and agents that
     * an agent depends on come first, then it goes by name.
     *
     * @throws GraphBusException {@code NOT_FOUND} when nothing is saved, {@code NO_MIGRATION_PATH}
     *     for every way that is missing, {@code MIGRATION_BLOCKED} for what has to be done first,
     *     {@code MIGRATION_CYCLE}
     */
    public List<StateStep> plan(Goal goal) {
        return new Planner(states, migrations, goal).plan();
    }

    /**
     * Brings states where they are to be: all of them all of the way, or none.
     *
     * @param by who asks for it
     * @return the runs, in their order; none when there is nothing to do
     * @throws GraphBusException as {@link #plan}, {@code MIGRATION_FAILED} with a record of it,
     *     {@code MIGRATION_CHANGED} when what was applied to an agent is not what it was
     */
    public List<MigrationRun> apply(Goal goal, String by) {
        return states.unused(
                () -> history.exclusively(() -> apply(goal, new Ledger(history, clock, by))));
    }

    private List<MigrationRun> apply(Goal goal, Ledger ledger) {
        List<String> agents = concerned(goal);
        Going going = new Going(states, ledger, this::runs);
        agents.forEach(going::finish);
        Runs before = runs();
        List<Outcome> outcomes = outcomes(plan(goal), ledger);
        List<String> done = outcomes.stream().map(o -> ledger.begin(before, o)).toList();
        history.together(() -> going.save(outcomes, done));
        outcomes.stream()
                .map(outcome -> outcome.before().agent())
                .distinct()
                .forEach(agent -> going.giveUp(agent, done));
        return runs().list().stream().filter(run -> done.contains(run.id())).toList();
    }

    private List<String> concerned(Goal goal) {
        List<String> agents = Planner.agents(states, goal);
        StateFaults.requireUnchanged(
                runs().list().stream().filter(run -> agents.contains(run.agent())).toList());
        return agents;
    }

    private List<Outcome> outcomes(List<StateStep> plan, Ledger ledger) {
        try {
            return Going.rehearsed(states, plan, clock.instant(), limit);
        } catch (StepFailedException e) {
            ledger.failed(runs(), e.step(), e.problem());
            throw e;
        }
    }

    /**
     * Works out what {@link #apply} would do, and keeps nothing of it.
     *
     * @return the runs that there would be, as they wait
     * @throws GraphBusException as {@link #apply}
     */
    public List<MigrationRun> rehearse(Goal goal) {
        concerned(goal);
        return Going.rehearsed(states, plan(goal), clock.instant(), limit).stream()
                .map(outcome -> Ledger.pending(outcome.migration(), outcome.step()))
                .toList();
    }

    /**
     * Brings the state of an agent that starts to its version: gives it back as it was when that
     * version is what it comes from and nothing has been done with it since, or else migrates it.
     *
     * @return the state as it is saved then; as it was where nothing leads there
     * @throws GraphBusException as {@link #apply}
     */
    public StoredState bring(StoredState state, Version version, String by) {
        if (migrations.stream().noneMatch(m -> m.id().agent().equals(state.agent()))) {
            return state;
        }
        return history.exclusively(
                () -> {
                    Ledger ledger = new Ledger(history, clock, by);
                    new Going(states, ledger, this::runs).finish(state.agent());
                    Optional<MigrationRun> undone = runs().undoneBy(state, version);
                    if (undone.isPresent()) {
                        back(undone.get().id(), ledger, false);
                    } else if (Planner.leads(migrations, state, version)) {
                        apply(Goal.of(state.agent(), version), ledger);
                    }
                    return states.load(state.agent()).orElse(state);
                });
    }

    private Runs runs() {
        return new Runs(history.entries(), known);
    }

    /**
     * Gives an agent the state back that it had before a run, and so before all that followed it.
     *
     * @param id of the run, or of a migration for its last one
     * @param discard whether what the agent has done with the state since may be lost
     * @return the runs that do not count any more, newest first
     * @throws GraphBusException {@code NOT_FOUND}, {@code CONFLICT} when the run cannot be undone
     *     or the state has changed since, {@code MIGRATION_CHANGED}
     */
    public List<MigrationRun> rollback(String id, String by, boolean discard) {
        return states.unused(
                () -> history.exclusively(() -> back(id, new Ledger(history, clock, by), discard)));
    }

    private List<MigrationRun> back(String id, Ledger ledger, boolean discard) {
        MigrationRun first = applied(id);
        List<MigrationRun> runs = runs().of(first.agent());
        List<MigrationRun> undone =
                runs.subList(runs.indexOf(first), runs.size()).reversed().stream()
                        .filter(run -> run.status() == Status.APPLIED)
                        .toList();
        StateFaults.requireUnchanged(undone);
        StoredState backup = first.trace().backup();
        if (backup == null) {
            throw StateFaults.noBackup(first).toException();
        }
        Optional<StoredState> now = states.load(first.agent());
        if (!now.equals(Optional.of(backup))) {
            MigrationRun last = undone.getFirst();
            if (!discard && !now.map(Ledger::hash).orElse("").equals(last.trace().result())) {
                throw StateFaults.changedSince(last).toException();
            }
        }
        history.together(
                () -> {
                    states.save(backup);
                    undone.forEach(run -> ledger.end(run, Status.ROLLED_BACK, "", null));
                });
        List<String> ids = undone.stream().map(MigrationRun::id).toList();
        return runs().list().reversed().stream().filter(r -> ids.contains(r.id())).toList();
    }

    private MigrationRun applied(String id) {
        List<MigrationRun> found = found(id);
        return found.stream()
                .filter(run -> run.status() == Status.APPLIED)
                .reduce((first, second) -> second)
                .orElseThrow(() -> StateFaults.notApplied(found.getLast()).toException());
    }

    /** All runs in the order in which they began, then the migrations that have had none. */
    public List<MigrationRun> status() {
        List<MigrationRun> status = new ArrayList<>(runs().list());
        List<String> run = status.stream().map(MigrationRun::migration).toList();
        known.values().stream()
                .filter(migration -> !run.contains(migration.id().text()))
                .sorted(StateFaults.ORDER)
                .map(Ledger::pending)
                .forEach(status::add);
        return status;
    }

    /**
     * Lets a run count although its migration or its record is not what it was.
     *
     * @param id of the run, or of a migration for all its runs
     * @param reason why, which the history keeps
     * @return the runs as they stand now
     * @throws GraphBusException {@code NOT_FOUND}, {@code CONFLICT} when there is nothing to
     *     accept, {@code INVALID_REQUEST} without a reason
     */
    public List<MigrationRun> repair(String id, String reason, String by) {
        if (reason.isBlank()) {
            throw StateFaults.noReason(id).toException();
        }
        return history.exclusively(
                () -> {
                    List<MigrationRun> found = found(id);
                    List<MigrationRun> changed =
                            found.stream().filter(MigrationRun::isChanged).toList();
                    if (changed.isEmpty()) {
                        throw StateFaults.notChanged(found.getLast()).toException();
                    }
                    Ledger ledger = new Ledger(history, clock, by);
                    changed.forEach(run -> ledger.accept(run, known.get(run.migration()), reason));
                    List<String> ids = changed.stream().map(MigrationRun::id).toList();
                    return runs().list().stream().filter(r -> ids.contains(r.id())).toList();
                });
    }

    private List<MigrationRun> found(String id) {
        List<MigrationRun> all = runs().list();
        List<MigrationRun> found = all.stream().filter(run -> run.isOf(id)).toList();
        if (found.isEmpty()) {
            throw StateFaults.noRun(id, all).toException();
        }
        return found;
    }

    /** What keeps the agent's migrations from being applied or undone. */
    public List<Problem> changes() {
        return StateFaults.changes(runs().list());
    }
}
