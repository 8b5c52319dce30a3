package io.graphbus.artifact;

import io.graphbus.model.AgentGraph;
import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.AgentGraph.EdgeKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code graph.json} holds. */
record GraphFile(
        int formatVersion,
        List<Node> nodes,
        List<Link> edges,
        List<String> activationOrder,
        List<List<String>> cycles) {

    GraphFile {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        activationOrder = List.copyOf(activationOrder);
        cycles = List.copyOf(cycles);
    }

    record Node(String name, String kind) {}

    record Link(String from, String to, EdgeKind kind, @Nullable String topic) {

        Link {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(kind, "kind");
        }
    }

    static GraphFile from(AgentGraph graph) {
        return new GraphFile(
                Format.VERSION,
                graph.agentNames().stream().map(name -> new Node(name, "agent")).toList(),
                graph.edges().stream()
                        .map(e -> new Link(e.from(), e.to(), e.kind(), e.topic()))
                        .toList(),
                graph.activationOrder(),
                graph.cycles());
    }

    /** The graph, with agents and topics from their own files. */
    AgentGraph graph(AgentsFile agents, TopicsFile topics) {
        return new AgentGraph(
                agents.definitions(),
                topics.all(),
                edges.stream().map(e -> new Edge(e.from, e.to, e.kind, e.topic)).toList(),
                activationOrder,
                cycles);
    }
}
