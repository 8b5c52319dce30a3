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
        if (e instanceof GraphBusException known && known.problem().code() == ProblemCode.STOPPED) {
            return stillAtWork(kept);
        }
        if (e instanceof GraphBusException known && !known.problem().where().isEmpty()) {
            return known.problem();
        }
        return Problem.of(
                ProblemCode.STATE_NOT_SAVED,
                kept.agent(),
                "the state of " + kept.agent() + " could not be captured: " + reason(e),
                "Let captureState return a record of texts, numbers, lists and maps.");
    }

    static Problem none(String agent) {
        return Problem.of(
                ProblemCode.NOT_FOUND,
                agent,
                agent + " keeps no state",
                "An agent that implements Stateful does, where the graph has a state store.");
    }

    static Problem notAState(Kept kept, Throwable e) {
        return Problem.of(
                ProblemCode.INVALID_PAYLOAD,
                kept.agent(),
                "this is no state of " + kept.agent() + ": " + reason(e),
                "Give the JSON of its state record, such as its present state.");
    }

    static Problem refused(Kept kept, Throwable e) {
        return Problem.of(
                ProblemCode.AGENT_FAILED,
                kept.agent(),
                "restoreState threw " + inWords(e),
                "The agent was given back the state it had.");
    }

    private static Problem stillAtWork(Kept kept) {
        return Problem.of(
                ProblemCode.STATE_NOT_SAVED,
                kept.agent(),
                "the state of "
                        + kept.agent()
                        + " could not be captured: it was still at work when the graph stopped",
                "Let its methods and handlers end when they are interrupted.");
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
