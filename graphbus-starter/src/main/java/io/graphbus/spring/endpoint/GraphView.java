package io.graphbus.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.model.AgentGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes and edges, named as in {@code graph.json}. */
record GraphView(
        List<String> nodes,
        List<EdgeView> edges,
        List<String> activationOrder,
        List<List<String>> cycles,
        List<TopicView> topics) {

    static GraphView of(AgentGraph graph) {
        return new GraphView(
                graph.agentNames(),
                graph.edges().stream()
                        .map(e -> new EdgeView(e.from(), e.to(), e.kind().name(), e.topic()))
                        .toList(),
                graph.activationOrder(),
                graph.cycles(),
                graph.topics().stream()
                        .map(
                                t ->
                                        new TopicView(
                                                t.name(),
                                                t.publishers(),
                                                t.subscribers().stream()
                                                        .map(s -> s.agent() + "." + s.id())
                                                        .toList()))
                        .toList());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EdgeView(String from, String to, String kind, @Nullable String topic) {}

    /**
     * A topic and who touches it.
     *
     * @param subscribers as {@code agent.subscription}
     */
    record TopicView(String name, List<String> publishers, List<String> subscribers) {}
}
