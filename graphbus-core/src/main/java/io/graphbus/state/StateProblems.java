package io.graphbus.state;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.store.StateStore.StoredState;
import tools.jackson.core.JacksonException;

/** What can be wrong with a state, in words. */
final class StateProblems {

    private StateProblems() {}

    static String version(Kept kept) {
        return kept.definition().contract().version().text();
    }

    /** The agent cannot take the state. */
    static Problem unfit(Kept kept, StoredState last, Throwable e, boolean touched) {
        String now = version(kept);
        String versions =
                last.schemaVersion().equals(now)
                        ? ""
                        : "; it was saved by version "
                                + last.schemaVersion()
                                + ", the agent is "
                                + now;
        return Problem.of(
                ProblemCode.STATE_CORRUPT,
                kept.agent(),
                "the saved state of " + kept.agent() + " does not fit it: " + reason(e) + versions,
                touched && !kept.isOwned()
                        ? "The agent goes on with what restoreState had done when it failed, since"
                                + " the engine cannot make another one; the state is kept aside."
                        : "The agent starts fresh and the state is kept aside.");
    }

    static Problem otherVersion(Kept kept, StoredState last) {
        return Problem.of(
                ProblemCode.STATE_VERSION,
                kept.agent(),
                "the saved state of "
                        + kept.agent()
                        + " is of version "
                        + last.schemaVersion()
                        + ", the agent is "
                        + version(kept),
                "It was restored: what only one of both knows was left out or is empty.");
    }

    static Problem notSaved(Kept kept, Throwable e) {
        if (e instanceof GraphBusException known && !known.problem().where().isEmpty()) {
            return known.problem();
        }
        return Problem.of(
                ProblemCode.STATE_NOT_SAVED,
                kept.agent(),
                "the state of " + kept.agent() + " could not be captured: " + reason(e),
                "Let captureState return a record of texts, numbers, lists and maps.");
    }

    private static String reason(Throwable e) {
        return switch (e) {
            case GraphBusException known -> known.problem().message();
            case JacksonException jackson -> Json.reason(jackson);
            default -> inWords(e);
        };
    }

    /** Its class, when not even the exception's words can be had. */
    private static String inWords(Throwable e) {
        try {
            return e.toString();
        } catch (Throwable broken) { // user code
            return e.getClass().getName();
        }
    }
}
