package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.store.StateStore.StoredState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What can keep a state from being migrated, in words. */
final class StateFaults {

    /** By agent, then lowest versions first. */
    static final Comparator<Migration> ORDER =
            Comparator.<Migration, String>comparing(m -> m.id().agent())
                    .thenComparing(m -> m.id().from())
                    .thenComparing(m -> m.id().to());

    private StateFaults() {}

    static Problem noState(String agent, List<StoredState> states) {
        return Problem.of(
                ProblemCode.NOT_FOUND,
                agent,
                "nothing is saved of " + agent,
                Nearest.hint(
                        agent,
                        "agents with state",
                        states.stream().map(StoredState::agent).toList()));
    }

    static Problem noVersion(StoredState state) {
        return Problem.of(
                ProblemCode.INVALID_VERSION,
                state.agent(),
                "the state was saved as version \""
                        + state.schemaVersion()
                        + "\", which is no semantic version",
                "Save it once with an agent whose @Contract has one.");
    }

    static Problem noPath(StoredState state, Version version, List<Version> known) {
        String versions = known.stream().map(Version::text).collect(Collectors.joining(", "));
        return Problem.of(
                ProblemCode.NO_MIGRATION_PATH,
                state.agent(),
                "no migrations lead from the saved version "
                        + state.schemaVersion()
                        + " to "
                        + version,
                known.isEmpty()
                        ? "There are no migrations of its state."
                        : "Add the missing migration; versions with migrations: " + versions + ".");
    }

    static Problem needed(StateStep step, Need need, String instead) {
        return Problem.of(
                ProblemCode.MIGRATION_BLOCKED,
                step.toString(),
                "it depends on " + need + ", and " + instead,
                "Migrate "
                        + need.agent()
                        + " first, or all agents together; where nothing leads there, add the"
                        + " missing migration.");
    }

    static Problem noNeed(StateStep step, String text) {
        return Problem.of(
                ProblemCode.INVALID_MIGRATION,
                step.toString(),
                "it depends on \"" + text + "\", which is neither a version nor a migration",
                "Write Billing@2.0.0 or Billing:state:1.0.0:2.0.0.");
    }

    static Problem noReason(String id) {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                id,
                "a change is accepted only with a reason",
                "Say why it is right that the migration or its record is not what it was.");
    }

    static Problem notChanged(MigrationRun run) {
        return Problem.of(
                ProblemCode.CONFLICT,
                run.id(),
                "there is nothing to accept: the run is " + run.word(),
                "Only what is CHANGED can be accepted.");
    }

    static Problem noBackup(MigrationRun run) {
        return Problem.of(
                ProblemCode.CONFLICT,
                run.id(),
                "the run cannot be undone: the record that has the state from before is not what it"
                        + " was",
                "Migrate to the earlier version, if migrations lead back.");
    }

    static Problem noRun(String id, List<MigrationRun> runs) {
        return Problem.of(
                ProblemCode.NOT_FOUND,
                id,
                "no such migration has been applied",
                Nearest.hint(id, "runs", runs.stream().map(MigrationRun::id).toList()));
    }

    static Problem notApplied(MigrationRun run) {
        return Problem.of(
                ProblemCode.CONFLICT,
                run.id(),
                "the run cannot be undone: it is " + run.word(),
                "Only what is APPLIED can be undone.");
    }

    static Problem changedSince(MigrationRun last) {
        return Problem.of(
                ProblemCode.CONFLICT,
                last.id(),
                "the state of "
                        + last.agent()
                        + " is not any more what the migration left: what has been done since would"
                        + " be lost",
                "Discard that on purpose, or migrate the state to the earlier version.");
    }

    static List<Problem> changes(List<MigrationRun> runs) {
        return runs.stream().filter(MigrationRun::isChanged).map(StateFaults::changed).toList();
    }

    static void requireUnchanged(List<MigrationRun> runs) {
        List<Problem> problems = changes(runs);
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
    }

    private static Problem changed(MigrationRun run) {
        return Problem.of(
                ProblemCode.MIGRATION_CHANGED,
                run.id(),
                "what was applied cannot be relied on: " + run.changed(),
                "Put the migration or the history back as it was, or accept it with a reason:"
                        + " graphbus migrate repair ID --reason TEXT. A change is a migration of its"
                        + " own.");
    }
}
