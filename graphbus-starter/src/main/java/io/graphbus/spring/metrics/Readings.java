package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.health.HealthStatus;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.Topic;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.runtime.RuntimeStats.MethodStats;
import io.graphbus.runtime.RuntimeStats.SubscriptionStats;
import io.graphbus.runtime.RuntimeStats.TopicStats;
import io.graphbus.spring.metrics.Reading.Count;
import io.graphbus.spring.metrics.Reading.Latency;
import io.graphbus.spring.metrics.Reading.Level;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Turns what a graph has done into the readings of all meters. */
final class Readings {

    private static final String NONE = "";

    private final Map<Series, Reading> all = new LinkedHashMap<>();
    private final ForeignTopics foreign;

    private Readings(ForeignTopics foreign) {
        this.foreign = foreign;
    }

    /**
     * All readings of this moment.
     *
     * @param foreign the topics outside the graph that have a meter each
     * @param counts of this graph, beside its own
     */
    static Map<Series, Reading> of(GraphBus bus, ForeignTopics foreign, SignalCounts counts) {
        RuntimeStats stats = bus.stats();
        Readings readings = new Readings(foreign);
        readings.graph(stats, bus);
        for (AgentStats agent : stats.agents()) {
            readings.agent(agent, health(bus, agent), counts);
        }
        readings.topics(bus.graph(), stats);
        return readings.all;
    }

    private static int health(GraphBus bus, AgentStats agent) {
        if (bus.isRunning() && !agent.active()) {
            return HealthStatus.FAILED.level();
        }
        return bus.health().map(health -> health.status(agent.agent()).level()).orElse(0);
    }

    private void graph(RuntimeStats stats, GraphBus bus) {
        long active =
                bus.isRunning() ? stats.agents().stream().filter(AgentStats::active).count() : 0;
        all.put(Series.of(Family.AGENTS_ACTIVE), new Level(active));
        all.put(Series.of(Family.UNACCOUNTED), new Level(stats.unaccounted()));
        all.put(Series.of(Family.IN_FLIGHT), new Level(stats.inFlight()));
        all.put(Series.of(Family.CANCELLED), new Count(stats.cancelled()));
        if (!bus.options().messageBus()) {
            all.put(Series.of(Family.DROPPED, NONE, NONE, NONE), new Count(stats.dropped()));
        }
    }

    private void agent(AgentStats agent, int health, SignalCounts counts) {
        String name = agent.agent();
        all.put(Series.of(Family.QUEUE_DEPTH, name), new Level(agent.queueDepth()));
        all.put(Series.of(Family.HEALTH, name), new Level(health));
        all.put(Series.of(Family.STUCK, name), new Level(agent.stuck() == null ? 0 : 1));
        all.put(Series.of(Family.RESTARTS, name), new Count(counts.restarts(name)));
        counts.notices(name)
                .forEach(
                        (outcome, count) ->
                                all.put(
                                        Series.of(Family.NOTICES, name, outcome.name()),
                                        new Count(count)));
        agent.methods().forEach(method -> method(name, method));
        agent.subscriptions().forEach(subscription -> subscription(name, subscription));
        agent.subscriptions().forEach(subscription -> payloads(name, subscription, counts));
    }

    private void method(String agent, MethodStats method) {
        String name = method.method();
        all.put(Series.of(Family.CALLS, agent, name), new Count(method.calls()));
        all.put(Series.of(Family.ERRORS, agent, name), new Count(method.errors()));
        all.put(Series.of(Family.METHOD_DURATION, agent, name), new Latency(method.latency()));
    }

    private void subscription(String agent, SubscriptionStats stats) {
        String[] tags = {agent, stats.topic(), stats.id()};
        all.put(Series.of(Family.DELIVERED, tags), new Count(stats.delivered()));
        all.put(Series.of(Family.FAILED, tags), new Count(stats.failed()));
        all.put(Series.of(Family.DEAD, tags), new Count(stats.dead()));
        all.put(Series.of(Family.FILTERED, tags), new Count(stats.filtered()));
        all.put(Series.of(Family.EXPIRED, tags), new Count(stats.expired()));
        all.put(Series.of(Family.DROPPED, tags), new Count(stats.dropped()));
        all.put(Series.of(Family.RETRYING, tags), new Level(stats.retrying()));
        all.put(Series.of(Family.PROCESSING_DURATION, tags), new Latency(stats.latency()));
    }

    /** Only what has happened: few subscriptions are sent another version than they read. */
    private void payloads(String agent, SubscriptionStats stats, SignalCounts counts) {
        counts.payloads(agent, stats.id())
                .forEach(
                        (what, count) ->
                                all.put(
                                        what.isMigrated()
                                                ? Series.of(
                                                        Family.MIGRATED,
                                                        agent,
                                                        stats.topic(),
                                                        stats.id())
                                                : Series.of(
                                                        Family.REFUSED,
                                                        agent,
                                                        stats.topic(),
                                                        stats.id(),
                                                        what.reason()),
                                        new Count(count)));
    }

    private void topics(AgentGraph graph, RuntimeStats stats) {
        Set<String> known = new HashSet<>();
        for (Topic topic : graph.topics()) {
            known.add(topic.name());
            topic.publishers().forEach(agent -> published(agent, topic.name(), 0));
        }
        for (TopicStats topic : stats.topics()) {
            String name = foreign.name(topic.topic(), known);
            boolean single =
                    topic.topic().startsWith("/"); // or all that the engine does not tell apart
            published(single ? topic.source() : ForeignTopics.OTHER, name, topic.published());
        }
    }

    private void published(String agent, String topic, long count) {
        all.merge(Series.of(Family.PUBLISHED, agent, topic), new Count(count), Reading::plus);
    }
}
