package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.GraphBus;
import io.graphbus.health.HealthMonitor;
import io.graphbus.health.HealthStatus;
import io.graphbus.invoke.LatencySnapshot;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.runtime.RuntimeStats.TopicStats;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the graph has done since it took over.
 *
 * @param running whether it takes calls and events
 * @param failed attempts that failed, each of them
 * @param dead deliveries that were given up after their last attempt
 * @param inFlight deliveries that are queued, running or wait for another attempt
 * @param retrying deliveries that wait for another attempt
 * @param unaccounted deliveries that no outcome accounts for; 0 whenever the graph is idle
 */
@Schema(name = "Stats")
record StatsView(
        boolean running,
        long published,
        long offered,
        long delivered,
        long failed,
        long dead,
        long filtered,
        long dropped,
        long cancelled,
        long expired,
        long inFlight,
        long retrying,
        long unaccounted,
        long calls,
        long errors,
        List<Agent> agents,
        List<TopicStats> topics) {

    static StatsView of(GraphBus bus) {
        RuntimeStats stats = bus.stats();
        HealthMonitor health = bus.health().orElse(null);
        return new StatsView(
                bus.isRunning(),
                stats.published(),
                stats.offered(),
                stats.delivered(),
                stats.failed(),
                stats.dead(),
                stats.filtered(),
                stats.dropped(),
                stats.cancelled(),
                stats.expired(),
                stats.inFlight(),
                stats.retrying(),
                stats.unaccounted(),
                stats.calls(),
                stats.errors(),
                stats.agents().stream().map(agent -> Agent.of(agent, health)).toList(),
                stats.topics());
    }

    /**
     * One agent.
     *
     * @param health unless it is switched off
     */
    @Schema(name = "AgentStats")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Agent(
            String agent,
            AgentStatus status,
            @Nullable HealthStatus health,
            int queueDepth,
            List<Calls> methods,
            List<Deliveries> subscriptions) {

        static Agent of(AgentStats stats, @Nullable HealthMonitor health) {
            return new Agent(
                    stats.agent(),
                    stats.active() ? AgentStatus.ACTIVE : AgentStatus.STOPPED,
                    health == null ? null : health.status(stats.agent()),
                    stats.queueDepth(),
                    stats.methods().stream()
                            .map(
                                    m ->
                                            new Calls(
                                                    m.method(),
                                                    m.calls(),
                                                    m.errors(),
                                                    Latency.of(m.latency())))
                            .toList(),
                    stats.subscriptions().stream().map(Deliveries::of).toList());
        }
    }

    /** Direct calls of one method. */
    @Schema(name = "MethodStats")
    record Calls(String method, long calls, long errors, Latency latency) {}

    /** Deliveries of one subscription. */
    @Schema(name = "SubscriptionStats")
    record Deliveries(
            String id,
            String topic,
            long delivered,
            long failed,
            long dead,
            long retrying,
            long filtered,
            long expired,
            long dropped,
            Latency latency) {

        static Deliveries of(RuntimeStats.SubscriptionStats stats) {
            return new Deliveries(
                    stats.id(),
                    stats.topic(),
                    stats.delivered(),
                    stats.failed(),
                    stats.dead(),
                    stats.retrying(),
                    stats.filtered(),
                    stats.expired(),
                    stats.dropped(),
                    Latency.of(stats.latency()));
        }
    }

    /** Durations in milliseconds; quantiles are upper bounds of their histogram bucket. */
    @Schema(name = "Latency")
    record Latency(
            long count, double meanMillis, double p50Millis, double p95Millis, double p99Millis) {

        private static final double NANOS_PER_MILLI = 1_000_000;

        static Latency of(LatencySnapshot latency) {
            long count = latency.count();
            return new Latency(
                    count,
                    count == 0 ? 0 : latency.sumNanos() / NANOS_PER_MILLI / count,
                    latency.quantileNanos(0.5) / NANOS_PER_MILLI,
                    latency.quantileNanos(0.95) / NANOS_PER_MILLI,
                    latency.quantileNanos(0.99) / NANOS_PER_MILLI);
        }
    }
}
