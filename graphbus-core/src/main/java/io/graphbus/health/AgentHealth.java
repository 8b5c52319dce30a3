package io.graphbus.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one agent fares and why.
 *
 * @param since when it got this status; {@code null} before the first start
 * @param reason for the status, in words
 * @param errorRate failed share of the executions in the window, 0 to 1
 * @param executions in the window
 * @param consecutiveFailures since the last success
 * @param p50 median duration of its executions: those of the window where there is a limit for p95,
 *     all since the start otherwise
 * @param p95 likewise
 * @param restarts since the start, tried ones too
 */
public record AgentHealth(
        String agent,
        HealthStatus status,
        @Nullable Instant since,
        String reason,
        double errorRate,
        int executions,
        int consecutiveFailures,
        Duration p50,
        Duration p95,
        @Nullable LastError lastError,
        int restarts,
        @Nullable StuckOperation stuck) {

    /** An agent that does not run. */
    static AgentHealth unknown(String agent) {
        return new AgentHealth(
                agent,
                HealthStatus.HEALTHY,
                null,
                "it does not run",
                0,
                0,
                0,
                Duration.ZERO,
                Duration.ZERO,
                null,
                0,
                null);
    }

    /**
     * The last failure.
     *
     * @param type class of what was thrown
     */
    public record LastError(String type, String message, Instant at) {

        private static final int LONGEST = 200;

        static LastError of(Throwable cause, Instant at) {
            return new LastError(cause.getClass().getName(), message(cause), at);
        }

        private static String message(Throwable cause) {
            String text;
            try {
                text = String.valueOf(cause.getMessage());
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                text = "its message cannot be told";
            }
            String line = text.lines().findFirst().orElse("");
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
        }
    }

    /** Agents per status; every status has its number. */
    public record Summary(Map<HealthStatus, Integer> agents, HealthStatus worst) {

        static Summary of(List<HealthStatus> all) {
            Map<HealthStatus, Integer> agents = new EnumMap<>(HealthStatus.class);
            for (HealthStatus status : HealthStatus.values()) {
                agents.put(status, Collections.frequency(all, status));
            }
            return new Summary(agents, all.isEmpty() ? HealthStatus.HEALTHY : Collections.max(all));
        }
    }

    /** What it has been executing for longer than it may. */
    public record StuckOperation(String operation, Instant since) {}
}
