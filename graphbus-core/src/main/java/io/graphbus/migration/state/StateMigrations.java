package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.migration.MigrationPaths;
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
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings saved states to other versions and back, and tells how that went. All steps to a version
 * are tried before the first is saved; each has a backup. What broke off is gone on with. Usable
 * from any thread and by many processes, not while the graph that keeps the states runs.
 */
public final class StateMigrations {

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
        this.states = states;
        this.history = history;
        this.clock = clock;
        this.limit = Duration.ofSeconds(30);
        this.migrations =
                migrations.stream()
                        .filter(migration -> migration.id().subject().equals(Subject.STATE))
                        .<Migration>map(migration -> migration)
                        .toList();
        this.migrations.forEach(migration -> known.put(migration.id().text(), migration));
    }

    /**
     * The way an agent's saved state would take.
     *
     * @throws GraphBusException {@code NOT_FOUND} when nothing is saved, {@code NO_MIGRATION_PATH}
     */
    public MigrationPath plan(String agent, Version version) {
        return path(agent, state(agent), version);
    }

    private MigrationPath path(String agent, StoredState state, Version version) {
        if (!Version.isValid(state.schemaVersion())) {
            throw StateFaults.noVersion(state).toException();
        }
        Version from = Version.of(state.schemaVersion());
        MigrationPaths paths = paths(agent);
        return paths.find(from, version)
                .orElseThrow(
                        () -> StateFaults.noPath(state, version, paths.versions()).toException());
    }

    private MigrationPaths paths(String agent) {
        return new MigrationPaths(
                migrations.stream().filter(m -> m.id().agent().equals(agent)).toList(), Set.of());
    }

    private StoredState state(String agent) {
        return states.load(agent)
                .orElseThrow(() -> StateFaults.noState(agent, states.list()).toException());
    }

    /**
     * Brings an agent's saved state to a version: all of the way, or none of it.
     *
     * @param by who asks for it
     * @return the runs, in their order; none when the state has the version already
     * @throws GraphBusException as {@link #plan}, {@code MIGRATION_FAILED} with a record of it,
     *     {@code MIGRATION_CHANGED} when what was applied to the agent is not what it was
     */
    public List<MigrationRun> apply(String agent, Version version, String by) {
        return history.exclusively(() -> new Application(agent, by).to(version));
    }

    /**
     * Works out what {@link #apply} would do, and keeps nothing of it.
     *
     * @return the runs that there would be, as they wait
     * @throws GraphBusException as {@link #apply}
     */
    public List<MigrationRun> rehearse(String agent, Version version) {
        StateFaults.requireUnchanged(runs().of(agent));
        StoredState state = state(agent);
        List<MigrationRun> runs = new ArrayList<>();
        for (Step step : path(agent, state, version).steps()) {
            state = Outcome.of(step, state, clock.instant(), limit).after();
            runs.add(Ledger.pending(Outcome.migration(step), step));
        }
        return runs;
    }

    /** One going of a way. */
    private final class Application {

        private final String agent;
        private final Ledger ledger;

        Application(String agent, String by) {
            this.agent = agent;
            this.ledger = new Ledger(history, clock, by);
        }

        List<MigrationRun> to(Version version) {
            StoredState state = state(agent);
            StateFaults.requireUnchanged(runs().of(agent));
            finish(state);
            Runs before = runs();
            List<Outcome> outcomes = outcomes(path(agent, state, version), state);
            List<String> done = outcomes.stream().map(o -> ledger.begin(before, o)).toList();
            history.together(() -> save(outcomes, done));
            giveUp(done);
            return runs().list().stream().filter(run -> done.contains(run.id())).toList();
        }

        /** What broke off after its state was saved has only its end missing. */
        private void finish(StoredState state) {
            runs().of(agent).stream()
                    .filter(run -> run.status() == Status.RUNNING)
                    .filter(run -> run.to().equals(state.schemaVersion()))
                    .forEach(run -> finish(run, state));
        }

        private void finish(MigrationRun run, StoredState state) {
            if (Ledger.hash(state).equals(run.trace().result())) {
                ledger.end(run, Status.APPLIED, "It broke off and was gone on with.", state);
            } else {
                ledger.end(run, Status.SUPERSEDED, "It broke off, and the agent went on.", null);
            }
        }

        private List<Outcome> outcomes(MigrationPath path, StoredState first) {
            List<Outcome> outcomes = new ArrayList<>();
            StoredState state = first;
            for (Step step : path.steps()) {
                Outcome outcome = outcome(step, state);
                outcomes.add(outcome);
                state = outcome.after();
            }
            return outcomes;
        }

        private Outcome outcome(Step step, StoredState state) {
            try {
                return Outcome.of(step, state, clock.instant(), limit);
            } catch (GraphBusException e) {
                ledger.failed(runs(), Outcome.migration(step), step, e.problem());
                throw e;
            }
        }

        private void save(List<Outcome> outcomes, List<String> runs) {
            for (int i = 0; i < outcomes.size(); i++) {
                states.save(outcomes.get(i).after());
                ledger.applied(runs.get(i), outcomes.get(i));
            }
        }

        /** What failed or broke off before is done with. */
        private void giveUp(List<String> done) {
            if (done.isEmpty()) {
                return;
            }
            runs().of(agent).stream()
                    .filter(run -> !done.contains(run.id()))
                    .filter(run -> run.status() == Status.RUNNING || isDone(run, done))
                    .forEach(run -> ledger.end(run, Status.SUPERSEDED, "", null));
        }

        private static boolean isDone(MigrationRun run, List<String> done) {
            return run.status() == Status.FAILED
                    && done.stream().anyMatch(id -> id.startsWith(run.migration() + "#"));
        }
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
        return history.exclusively(() -> back(id, new Ledger(history, clock, by), discard));
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
            throw StateFaults.notApplied(first).toException();
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
        List<MigrationRun> all = runs().list();
        List<MigrationRun> found = all.stream().filter(run -> run.isOf(id)).toList();
        if (found.isEmpty()) {
            throw StateFaults.noRun(id, all).toException();
        }
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

    /** What keeps the agent's migrations from being applied or undone. */
    public List<Problem> changes() {
        return StateFaults.changes(runs().list());
    }
}
