package io.graphbus.server.intake;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when a body must have arrived, from the moment this is made. */
final class Pace {

    private final LongSupplier nanos;
    private final Duration limit;
    private final long begin;

    Pace(LongSupplier nanos, Duration limit) {
        this.nanos = nanos;
        this.limit = limit;
        this.begin = nanos.getAsLong();
    }

    boolean isOver() {
        return nanos.getAsLong() - begin > limit.toNanos();
    }

    /**
     * Refuses a body that is late.
     *
     * @throws io.graphbus.problem.GraphBusException {@code REQUEST_TIMEOUT}
     */
    void check() {
        if (isOver()) {
            throw late().toException();
        }
    }

    /** The problem of a body that is late, or whose sender has fallen silent. */
    Problem late() {
        return Problem.of(
                ProblemCode.REQUEST_TIMEOUT,
                "body",
                "The body did not arrive in time; " + limit.toSeconds() + " s are the most.",
                "Send it faster and without pauses, or raise graphbus.requests.body-timeout.");
    }
}
