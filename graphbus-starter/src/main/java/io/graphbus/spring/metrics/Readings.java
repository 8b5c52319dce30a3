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

    /**
     * Topics outside the graph that get a meter each; publishers from outside may invent any number
     * of them.
     */
    static final int FOREIGN_TOPICS = 100;

    private static final String OTHER = "other";

    private final Map<Series, Reading> all = new LinkedHashMap<>();
    private final Set<String> foreign = new HashSet<>();

    private Readings() {}

    static Map<Series, Reading> of(GraphBus bus) {
        RuntimeStats stats = bus.stats();
        Readings readings = new Readings();
        readings.graph(stats, bus.isRunning());
        stats.agents().forEach(agent -> readings.agent(agent, health(bus, agent)));
        readings.topics(bus.graph(), stats);
        return readings.all;
    }

    private static int health(GraphBus bus, AgentStats agent) {
        if (bus.isRunning() && !agent.active()) {
            return HealthStatus.FAILED.level();
        }
        return bus.health().map(health -> health.status(agent.agent()).level()).orElse(0);
    }

    private void graph(RuntimeStats stats, boolean running) {
        long active = running ? stats.agents().stream().filter(AgentStats::active).count() : 0;
        all.put(Series.of(Family.AGENTS_ACTIVE), new Level(active));
        all.put(Series.of(Family.UNACCOUNTED), new Level(stats.unaccounted()));
    }

    private void agent(AgentStats agent, int health) {
        String name = agent.agent();
        all.put(Series.of(Family.QUEUE_DEPTH, name), new Level(agent.queueDepth()));
        all.put(Series.of(Family.HEALTH, name), new Level(health));
        agent.methods().forEach(method -> method(name, method));
        agent.subscriptions().forEach(subscription -> subscription(name, subscription));
    }

    private void method(String agent, MethodStats method) {
        String name = method.method();
        all.put(Series.of(Family.CALLS, agent, name), new Count(method.calls()));
        all.put(Series.of(Family.ERRORS, agent, name), new Count(method.errors()));
        all.put(Series.of(Family.METHOD_DURATION, agent, name), new Latency(method.latency()));
    }

    private void subscription(String agent, SubscriptionStats stats) {
        String topic = stats.topic();
        all.put(
                Series.of(Family.DELIVERED, agent, topic, stats.id()),
                new Count(stats.delivered()));
        all.put(Series.of(Family.FAILED, agent, topic, stats.id()), new Count(stats.failed()));
        all.put(Series.of(Family.DEAD, agent, topic, stats.id()), new Count(stats.dead()));
        all.put(
                Series.of(Family.PROCESSING_DURATION, agent, topic, stats.id()),
                new Latency(stats.latency()));
    }

    private void topics(AgentGraph graph, RuntimeStats stats) {
        Set<String> known = new HashSet<>();
        for (Topic topic : graph.topics()) {
            known.add(topic.name());
            topic.publishers().forEach(agent -> published(agent, topic.name(), 0));
        }
        for (TopicStats topic : stats.topics()) {
            published(topic.source(), bounded(topic.topic(), known), topic.published());
        }
    }

    private String bounded(String topic, Set<String> known) {
        if (known.contains(topic) || foreign.contains(topic)) {
            return topic;
        }
        return foreign.size() < FOREIGN_TOPICS && foreign.add(topic) ? topic : OTHER;
    }

    private void published(String agent, String topic, long count) {
        all.merge(Series.of(Family.PUBLISHED, agent, topic), new Count(count), Reading::plus);
    }
}
