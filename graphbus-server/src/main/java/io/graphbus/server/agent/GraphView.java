package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.model.AgentGraph;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The graph as graph.json tells it. */
@Schema(name = "Graph")
record GraphView(
        List<Node> nodes,
        List<Edge> edges,
        List<String> activationOrder,
        List<List<String>> cycles) {

    static GraphView of(AgentGraph graph) {
        return new GraphView(
                graph.agentNames().stream().map(name -> new Node(name, "agent")).toList(),
                graph.edges().stream().map(Edge::of).toList(),
                graph.activationOrder(),
                graph.cycles());
    }

    /** A node; agents are the only kind. */
    @Schema(name = "Node")
    record Node(
            @Schema(example = "HelloService") String name,
            @Schema(example = "agent") String kind) {}

    /** An edge: from the dependent to what it needs, or from publisher to subscriber. */
    @Schema(name = "Edge")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Edge(
            @Schema(example = "HelloService") String from,
            @Schema(example = "LoggerService") String to,
            AgentGraph.EdgeKind kind,
            @Schema(example = "/Hello/MessageGenerated") @Nullable String topic) {

        static Edge of(AgentGraph.Edge edge) {
            return new Edge(edge.from(), edge.to(), edge.kind(), edge.topic());
        }
    }
}
