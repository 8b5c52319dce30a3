package io.graphbus.server.build.compile;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * How much may be built.
 *
 * @param timeout how long one build may take, and how long it waits for others before
 * @param memory how large the heap of a compiler may grow
 * @param concurrent how many builds run at a time
 * @param waiting how many more may wait
 */
public record CompilerLimits(Duration timeout, DataSize memory, int concurrent, int waiting) {

    Problem tooMany() {
        return Problem.of(
                ProblemCode.QUEUE_FULL,
                "graphbus.builds.waiting",
                concurrent + " builds are running and " + waiting + " are waiting already.",
                "Try again in a moment.");
    }

    Problem tooSlow() {
        return timedOut("The build took longer than " + timeout.toSeconds() + " seconds.");
    }

    Problem othersTooSlow() {
        return timedOut("Other builds took longer than " + timeout.toSeconds() + " seconds.");
    }

    Problem exhausted(String reason) {
        return Problem.of(
                ProblemCode.COMPILE_ERROR,
                "",
                "The compiler did not survive this build: " + reason,
                "Send fewer or simpler sources, or raise graphbus.builds.memory ("
                        + memory.toMegabytes()
                        + " MB).");
    }

    private static Problem timedOut(String message) {
        return Problem.of(
                ProblemCode.BUILD_TIMEOUT,
                "graphbus.builds.timeout",
                message,
                "Send fewer sources, or raise the limit.");
    }
}
