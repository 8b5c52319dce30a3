package io.graphbus.health;

import io.graphbus.health.AgentHealth.StuckOperation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What it takes to be in one health. */
sealed interface HealthState permits Failed, Unhealthy, Degraded, Healthy {

    /** The worst first; the last holds always. */
    List<HealthState> ALL = List.of(new Failed(), new Unhealthy(), new Degraded(), new Healthy());

    HealthStatus status();

    /** Why an agent is in this state, in words; {@code null} when it is not. */
    @Nullable String reason(Evidence evidence, HealthPolicy policy);

    /**
     * What is known of an agent.
     *
     * @param run failures in a row
     * @param failures in the window
     * @param executions in the window
     * @param p95 of the window, where it matters
     */
    record Evidence(
            int run,
            int failures,
            int executions,
            @Nullable Duration p95,
            @Nullable StuckOperation stuck) {

        double errorRate() {
            return executions == 0 ? 0 : (double) failures / executions;
        }

        String inARow() {
            return run + (run == 1 ? " failure" : " failures in a row");
        }

        String share() {
            return String.format(
                    Locale.ROOT, "%d of the last %d executions failed", failures, executions);
        }
    }

    /** The state that holds, with its reason. */
    static Verdict judge(Evidence evidence, HealthPolicy policy) {
        for (HealthState state : ALL) {
            String reason = state.reason(evidence, policy);
            if (reason != null) {
                return new Verdict(state.status(), reason);
            }
        }
        throw new IllegalStateException("somebody is neither well nor ill");
    }

    /** A state that holds. */
    record Verdict(HealthStatus status, String reason) {}
}
