package io.graphbus.coherence;

import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.evidence.StateCompletion.Progress;
import io.graphbus.migration.state.Goal;
import io.graphbus.migration.state.MigrationRun;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.migration.state.StateStep;
import io.graphbus.problem.GraphBusException;
import io.graphbus.store.MigrationHistory.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads from the history of migrations how far kept states have come. */
public final class StateProgress {

    private static final Set<Status> BEGUN = Set.of(Status.RUNNING, Status.FAILED);

    private StateProgress() {}

    /**
     * What is applied of each agent's migrations, and what is left up to the newest version that
     * they lead to. Where that cannot be planned for all, it is for each by itself; of those for
     * which it cannot, what has begun and not ended well is left.
     */
    public static StateCompletion of(StateMigrations migrations) {
        Map<String, Progress> agents = new TreeMap<>();
        List<MigrationRun> status = migrations.status();
        for (MigrationRun run : status) {
            if (run.status() == Status.APPLIED) {
                agents.merge(run.agent(), new Progress(1, 1), StateProgress::sum);
            }
        }
        left(migrations, status)
                .forEach(agent -> agents.merge(agent, new Progress(1, 0), StateProgress::sum));
        return new StateCompletion(agents);
    }

    /** An agent for each step. */
    private static List<String> left(StateMigrations migrations, List<MigrationRun> status) {
        try {
            return steps(migrations, Goal.NEWEST);
        } catch (GraphBusException notPlanned) { // migrate plan says why
            return status.stream()
                    .map(MigrationRun::agent)
                    .distinct()
                    .flatMap(agent -> left(migrations, status, agent).stream())
                    .toList();
        }
    }

    private static List<String> left(
            StateMigrations migrations, List<MigrationRun> status, String agent) {
        try {
            return steps(migrations, new Goal(Set.of(agent), Map.of(), Map.of()));
        } catch (GraphBusException notPlanned) { // nor by itself
            return status.stream()
                    .filter(run -> run.agent().equals(agent) && BEGUN.contains(run.status()))
                    .map(MigrationRun::agent)
                    .toList();
        }
    }

    private static List<String> steps(StateMigrations migrations, Goal goal) {
        return migrations.plan(goal).stream().map(StateStep::agent).toList();
    }

    private static Progress sum(Progress one, Progress other) {
        return new Progress(one.required() + other.required(), one.applied() + other.applied());
    }
}
