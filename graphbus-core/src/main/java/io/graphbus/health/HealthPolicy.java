package io.graphbus.health;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an agent is in which health. Start from {@link #DEFAULTS} and change what is needed.
 *
 * @param window how many executions are looked back
 * @param windowDuration how long a failure counts at most
 * @param degradedErrorRate an agent is degraded above it, 0 to 1
 * @param unhealthyErrorRate an agent is unhealthy above it, 0 to 1
 * @param unhealthyFailures failures in a row that make an agent unhealthy
 * @param failedFailures failures in a row that make an agent failed
 * @param p95Limit an agent is degraded when one execution in twenty takes longer; without it,
 *     durations do not matter
 */
public record HealthPolicy(
        int window,
        Duration windowDuration,
        double degradedErrorRate,
        double unhealthyErrorRate,
        int unhealthyFailures,
        int failedFailures,
        @Nullable Duration p95Limit,
        Restart restart) {

    public static final HealthPolicy DEFAULTS =
            new HealthPolicy(20, Duration.ofSeconds(60), 0.1, 0.5, 3, 5, null, Restart.OFF);

    public HealthPolicy {
        require(window > 0, "the window is " + window);
        require(isPositive(windowDuration), "the duration of the window is " + windowDuration);
        requireShare(degradedErrorRate);
        requireShare(unhealthyErrorRate);
        require(unhealthyFailures > 0, "unhealthy are " + unhealthyFailures + " failures in a row");
        require(failedFailures > 0, "failed are " + failedFailures + " failures in a row");
        require(p95Limit == null || isPositive(p95Limit), "the limit of p95 is " + p95Limit);
    }

    /**
     * Whether and how often failed agents are restarted.
     *
     * @param max restarts within the window; 0 for none
     * @param window in which they are counted
     * @param delay before the first; each further one waits twice as long
     */
    public record Restart(int max, Duration window, Duration delay) {

        /** No agent is restarted by itself. */
        public static final Restart OFF =
                new Restart(0, Duration.ofMinutes(5), Duration.ofSeconds(1));

        public Restart {
            require(max >= 0, "there are " + max + " restarts");
            require(isPositive(window), "the window of restarts is " + window);
            require(!delay.isNegative(), "the delay of restarts is " + delay);
        }

        /** So many restarts in five minutes, the first after a second. */
        public static Restart atMost(int max) {
            return new Restart(max, OFF.window, OFF.delay);
        }

        Duration delayAfter(int restarts) {
            return delay.multipliedBy(1L << Math.min(restarts, 20));
        }
    }

    public HealthPolicy withWindow(int executions, Duration duration) {
        return new HealthPolicy(
                executions,
                duration,
                degradedErrorRate,
                unhealthyErrorRate,
                unhealthyFailures,
                failedFailures,
                p95Limit,
                restart);
    }

    public HealthPolicy withP95Limit(@Nullable Duration limit) {
        return new HealthPolicy(
                window,
                windowDuration,
                degradedErrorRate,
                unhealthyErrorRate,
                unhealthyFailures,
                failedFailures,
                limit,
                restart);
    }

    public HealthPolicy withRestart(Restart value) {
        return new HealthPolicy(
                window,
                windowDuration,
                degradedErrorRate,
                unhealthyErrorRate,
                unhealthyFailures,
                failedFailures,
                p95Limit,
                value);
    }

    /** The failures in a row after which a single success means a new beginning. */
    int longRun() {
        return Math.min(unhealthyFailures, failedFailures);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }

    private static void requireShare(double rate) {
        require(rate >= 0 && rate <= 1, "an error rate is " + rate);
    }

    private static void require(boolean fine, String message) {
        if (!fine) {
            throw Problem.of(
                            ProblemCode.INVALID_CONFIGURATION,
                            "graphbus.health",
                            message,
                            "Give counts and durations above zero, and rates from 0 to 1.")
                    .toException();
        }
    }
}
