package io.graphbus.migration.state;

import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What all steps of a plan make of the states, before any is saved. For one thread. */
final class Going {

    private final StateStore states;
    private final Ledger ledger;
    private final Supplier<Runs> runs;

    Going(StateStore states, Ledger ledger, Supplier<Runs> runs) {
        this.states = states;
        this.ledger = ledger;
        this.runs = runs;
    }

    /**
     * Works out every step.
     *
     * @throws StepFailedException {@code MIGRATION_FAILED}, with nothing kept of it
     */
    static List<Outcome> rehearsed(
            StateStore states, List<StateStep> plan, Instant at, Duration limit) {
        Map<String, StoredState> now = new HashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (StateStep step : plan) {
            StoredState before =
                    now.computeIfAbsent(step.agent(), a -> states.load(a).orElseThrow());
            Outcome outcome = Outcome.of(step, before, at, limit);
            outcomes.add(outcome);
            now.put(step.agent(), outcome.after());
        }
        return outcomes;
    }

    /** What broke off after its state was saved has only its end missing. */
    void finish(String agent) {
        states.load(agent)
                .ifPresent(
                        state ->
                                runs.get().of(agent).stream()
                                        .filter(run -> run.status() == Status.RUNNING)
                                        .filter(run -> run.to().equals(state.schemaVersion()))
                                        .forEach(run -> finish(run, state)));
    }

    private void finish(MigrationRun run, StoredState state) {
        if (Ledger.hash(state).equals(run.trace().result())) {
            ledger.end(run, Status.APPLIED, "It broke off and was gone on with.", state);
        } else {
            ledger.end(run, Status.SUPERSEDED, "It broke off, and the agent went on.", null);
        }
    }

    /** Saves what came of it, each with the end of its run. */
    void save(List<Outcome> outcomes, List<String> ids) {
        for (int i = 0; i < outcomes.size(); i++) {
            states.save(outcomes.get(i).after());
            ledger.applied(ids.get(i), outcomes.get(i));
        }
    }

    /** What failed or broke off before is done with. */
    void giveUp(String agent, List<String> done) {
        runs.get().of(agent).stream()
                .filter(run -> !done.contains(run.id()))
                .filter(run -> run.status() == Status.RUNNING || isDone(run, done))
                .forEach(run -> ledger.end(run, Status.SUPERSEDED, "", null));
    }

    private static boolean isDone(MigrationRun run, List<String> done) {
        return run.status() == Status.FAILED
                && done.stream().anyMatch(id -> id.startsWith(run.migration() + "#"));
    }
}
