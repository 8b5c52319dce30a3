package io.graphbus.server.build;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.graph.ThreadsLeft;
import java.time.Duration;
import java.util.List;

/**
 * What activations may cost.
 *
 * @param timeout how long one may take to initialise and to start, and how long it waits for others
 *     before
 * @param stuckStarts how many starts that were given up may go on
 * @param threadsLeft how many other threads of earlier graphs may go on
 */
record ActivationLimits(Duration timeout, int stuckStarts, int threadsLeft) {

    private static final int NAMED = 10;

    /**
     * Lets no more graphs begin where too much of earlier ones goes on.
     *
     * @throws io.graphbus.problem.GraphBusException {@code ACTIVATIONS_STUCK}
     */
    void check(ThreadsLeft left) {
        if (left.starts().size() >= stuckStarts) {
            throw stuck(
                    "graphbus.builds.max-stuck-starts",
                    " starts that were given up still go on: ",
                    left.starts());
        }
        if (left.others().size() >= threadsLeft) {
            throw stuck(
                    "graphbus.builds.max-threads-left",
                    " threads of earlier graphs still go on: ",
                    left.others());
        }
    }

    Problem busy() {
        return Problem.of(
                ProblemCode.QUEUE_FULL,
                "graphbus.builds.activation-timeout",
                "Other activations took longer than " + timeout.toMillis() + " ms.",
                "GET /api/v1/builds shows what is active; try again in a moment.");
    }

    private static RuntimeException stuck(String property, String what, List<String> threads) {
        String more = threads.size() > NAMED ? ", ..." : "";
        return Problem.of(
                        ProblemCode.ACTIVATIONS_STUCK,
                        property,
                        threads.size()
                                + what
                                + String.join(
                                        ", ", threads.subList(0, Math.min(NAMED, threads.size())))
                                + more
                                + ".",
                        "Only a restart of the server ends them; the active build runs again after"
                                + " it. Mend these agents, or raise the limit.")
                .toException();
    }
}
