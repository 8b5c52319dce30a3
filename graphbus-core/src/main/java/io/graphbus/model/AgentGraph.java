package io.graphbus.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole graph of one build: agents, topics, and the edges between agents. Two graphs are equal
 * when all of their parts are.
 *
 * @param agents sorted by name
 * @param topics sorted by name
 * @param edges sorted by from, to, kind and topic
 * @param activationOrder agent names, dependencies first, ties alphabetical
 * @param cycles loops of events, each starting at its alphabetically first agent
 */
public record AgentGraph(
        List<AgentDefinition> agents,
        List<Topic> topics,
        List<Edge> edges,
        List<String> activationOrder,
        List<List<String>> cycles) {

    /** A graph without agents. */
    public static final AgentGraph EMPTY =
            new AgentGraph(List.of(), List.of(), List.of(), List.of(), List.of());

    public AgentGraph {
        agents = List.copyOf(agents);
        topics = List.copyOf(topics);
        edges = List.copyOf(edges);
        activationOrder = List.copyOf(activationOrder);
        cycles = cycles.stream().map(List::copyOf).toList();
    }

    public Optional<AgentDefinition> agent(String name) {
        return agents.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    public List<String> agentNames() {
        return agents.stream().map(AgentDefinition::name).toList();
    }

    /**
     * A directed edge.
     *
     * @param from the dependent for {@link EdgeKind#DEPENDS_ON}, the publisher for {@link
     *     EdgeKind#EVENT}
     * @param topic of an event edge; {@code null} otherwise
     */
    public record Edge(String from, String to, EdgeKind kind, @Nullable String topic) {}

    /** What an edge means; only dependencies order activation. */
    public enum EdgeKind {
        DEPENDS_ON,
        EVENT
    }
}
