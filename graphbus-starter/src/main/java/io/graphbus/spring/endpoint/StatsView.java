package io.graphbus.spring.endpoint;

import io.graphbus.invoke.LatencySnapshot;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import java.util.List;

/** What the graph has done since it was started. */
record StatsView(
        long published,
        long delivered,
        long failed,
        long dead,
        long retrying,
        long filtered,
        long expired,
        long dropped,
        long inFlight,
        long calls,
        long errors,
        List<AgentStatsView> agents) {

    static StatsView of(RuntimeStats stats) {
        return new StatsView(
                stats.published(),
                stats.delivered(),
                stats.failed(),
                stats.dead(),
                stats.retrying(),
                stats.filtered(),
                stats.expired(),
                stats.dropped(),
                stats.inFlight(),
                stats.calls(),
                stats.errors(),
                stats.agents().stream().map(AgentStatsView::of).toList());
    }

    record AgentStatsView(
            String name, List<MethodStatsView> methods, List<SubscriptionStatsView> subscriptions) {

        static AgentStatsView of(AgentStats agent) {
            return new AgentStatsView(
                    agent.agent(),
                    agent.methods().stream()
                            .map(
                                    m ->
                                            new MethodStatsView(
                                                    m.method(),
                                                    m.calls(),
                                                    m.errors(),
                                                    LatencyView.of(m.latency())))
                            .toList(),
                    agent.subscriptions().stream()
                            .map(
                                    s ->
                                            new SubscriptionStatsView(
                                                    s.id(),
                                                    s.topic(),
                                                    s.delivered(),
                                                    s.failed(),
                                                    s.dead(),
                                                    s.retrying(),
                                                    LatencyView.of(s.latency())))
                            .toList());
        }
    }

    record MethodStatsView(String name, long calls, long errors, LatencyView latency) {}

    record SubscriptionStatsView(
            String id,
            String topic,
            long delivered,
            long failed,
            long dead,
            long retrying,
            LatencyView latency) {}

    /** Quantiles in microseconds. */
    record LatencyView(long p50Micros, long p95Micros, long p99Micros) {

        static LatencyView of(LatencySnapshot latency) {
            return new LatencyView(
                    latency.quantileNanos(0.5) / 1_000,
                    latency.quantileNanos(0.95) / 1_000,
                    latency.quantileNanos(0.99) / 1_000);
        }
    }
}
