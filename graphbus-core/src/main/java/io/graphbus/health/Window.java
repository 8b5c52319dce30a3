package io.graphbus.health;

import io.graphbus.runtime.RuntimeStats.Executions;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * An agent's latest executions. Only failures are remembered, each with its place among all
 * executions; what lies between them has succeeded. To be used by one thread at a time.
 */
final class Window {

    private final HealthPolicy policy;
    private final ArrayDeque<Failure> failures = new ArrayDeque<>();
    private long beginning;
    private long succeeded;
    private long total;
    private int run;

    Window(HealthPolicy policy) {
        this.policy = policy;
    }

    private record Failure(long place, Instant at) {}

    /** The latest of these executions has failed. */
    void failed(Executions all, Instant now) {
        look(all, now);
        run++;
        failures.addLast(new Failure(all.total(), now));
        if (failures.size() > policy.window()) {
            failures.removeFirst();
        }
    }

    /** Forgets what has become old; a success after many failures in a row is a new beginning. */
    void look(Executions all, Instant now) {
        if (all.total() < total) {
            reset();
        }
        total = all.total();
        if (all.succeeded() > succeeded) {
            if (run >= policy.longRun()) {
                failures.clear();
                beginning = total;
            }
            run = 0;
            succeeded = all.succeeded();
        }
        Instant oldest = now.minus(policy.windowDuration());
        failures.removeIf(f -> f.place <= total - policy.window() || f.at.compareTo(oldest) <= 0);
    }

    private void reset() {
        failures.clear();
        beginning = 0;
        succeeded = 0;
        run = 0;
    }

    int run() {
        return run;
    }

    int failures() {
        return failures.size();
    }

    int executions() {
        return (int) Math.max(failures.size(), Math.min(policy.window(), total - beginning));
    }
}
