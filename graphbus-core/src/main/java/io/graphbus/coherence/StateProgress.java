package io.graphbus.coherence;

import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.evidence.StateCompletion.Progress;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.migration.state.StateStep;
import io.graphbus.problem.GraphBusException;
import io.graphbus.store.MigrationHistory.Status;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads from the history of migrations how far kept states have come. */
public final class StateProgress {

    private static final Set<Status> BEGUN = Set.of(Status.RUNNING, Status.FAILED);

    private StateProgress() {}

    /**
     * What is applied of each agent's migrations, and what is left up to the newest version that
     * they lead to. Where that cannot be planned, what has begun and not ended well is left.
     */
    public static StateCompletion of(StateMigrations migrations) {
        Map<String, Progress> agents = new TreeMap<>();
        for (MigrationRun run : migrations.status()) {
            if (run.status() == Status.APPLIED) {
                agents.merge(run.agent(), new Progress(1, 1), StateProgress::sum);
            }
        }
        try {
            for (StateStep step : migrations.plan(Goal.NEWEST)) {
                agents.merge(step.agent(), new Progress(1, 0), StateProgress::sum);
            }
        } catch (GraphBusException notPlanned) { // migrate plan says why
            migrations.status().stream()
                    .filter(run -> BEGUN.contains(run.status()))
                    .forEach(
                            run ->
                                    agents.merge(
                                            run.agent(), new Progress(1, 0), StateProgress::sum));
        }
        return new StateCompletion(agents);
    }

    private static Progress sum(Progress one, Progress other) {
        return new Progress(one.required() + other.required(), one.applied() + other.applied());
    }
}
