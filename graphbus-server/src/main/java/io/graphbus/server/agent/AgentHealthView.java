package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.contract.notice.Notice;
import io.graphbus.health.AgentHealth;
import io.graphbus.health.HealthStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an agent fares and why.
 *
 * @param errorRate failed share of the executions in the window, 0 to 1
 * @param executions in the window
 * @param consecutiveFailures since the last success
 * @param contractNotices what it was told of contracts of others; {@code null} for nothing
 */
@Schema(name = "AgentHealth")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgentHealthView(
        @Schema(example = "HelloService") String agent,
        HealthStatus status,
        @Nullable Instant since,
        @Schema(example = "3 failures in a row") String reason,
        double errorRate,
        int executions,
        int consecutiveFailures,
        double p50Millis,
        double p95Millis,
        @Nullable LastError lastError,
        int restarts,
        @Nullable Stuck stuck,
        @Nullable List<String> contractNotices) {

    static AgentHealthView of(AgentHealth health, List<Notice> notices) {
        return new AgentHealthView(
                health.agent(),
                health.status(),
                health.since(),
                health.reason(),
                health.errorRate(),
                health.executions(),
                health.consecutiveFailures(),
                millis(health.p50()),
                millis(health.p95()),
                health.lastError() == null ? null : LastError.of(health.lastError()),
                health.restarts(),
                health.stuck() == null ? null : Stuck.of(health.stuck()),
                notices.isEmpty() ? null : notices.stream().map(Notice::text).toList());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** The last failure. */
    @Schema(name = "LastError")
    record LastError(String type, String message, Instant at) {

        static LastError of(AgentHealth.LastError error) {
            return new LastError(error.type(), error.message(), error.at());
        }
    }

    /** What the agent has been executing for longer than it may. */
    @Schema(name = "StuckOperation")
    record Stuck(String operation, Instant since) {

        static Stuck of(AgentHealth.StuckOperation stuck) {
            return new Stuck(stuck.operation(), stuck.since());
        }
    }
}
