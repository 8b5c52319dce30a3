package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.AgentGraph.EdgeKind;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a graph goes into a document, and what the document says of itself. Immutable.
 *
 * @param graph what is shown: all of it, or an agent with everything that touches it
 * @param agent whose own view is shown; {@code null} for all agents
 * @param title names the graph
 * @param version of the graph; {@code null} for one that follows from the content
 * @param asyncApi the version of AsyncAPI, 3.0.0 or 3.1.0
 */
public record GraphView(
        AgentGraph graph,
        @Nullable String agent,
        String title,
        @Nullable String version,
        String asyncApi) {

    /** The versions of AsyncAPI that can be written. */
    public static final List<String> ASYNC_API = List.of("3.0.0", "3.1.0");

    public GraphView {
        if (!ASYNC_API.contains(asyncApi)) {
            throw new IllegalArgumentException("one of " + ASYNC_API + ": " + asyncApi);
        }
    }

    /** All of a graph. */
    public static GraphView of(AgentGraph graph, String title) {
        return new GraphView(graph, null, title, null, ASYNC_API.get(0));
    }

    public GraphView version(@Nullable String version) {
        return new GraphView(graph, agent, title, version, asyncApi);
    }

    public GraphView asyncApi(String version) {
        return new GraphView(graph, agent, title, this.version, version);
    }

    /** One agent's own view: what it does, its topics, and who is at their other ends. */
    public GraphView only(String name) {
        List<Topic> topics = graph.topics().stream().filter(t -> ends(t).contains(name)).toList();
        List<Edge> edges = graph.edges().stream().filter(e -> touches(e, name)).toList();
        Set<String> near = new TreeSet<>(Set.of(name));
        topics.forEach(t -> near.addAll(ends(t)));
        edges.forEach(e -> near.addAll(List.of(e.from(), e.to())));
        AgentGraph part =
                new AgentGraph(
                        graph.agents().stream().filter(a -> near.contains(a.name())).toList(),
                        topics,
                        edges,
                        graph.activationOrder().stream().filter(near::contains).toList(),
                        graph.cycles().stream().filter(c -> c.contains(name)).toList());
        return new GraphView(part, name, title, version, asyncApi);
    }

    private static boolean touches(Edge edge, String name) {
        return edge.from().equals(name) || edge.to().equals(name);
    }

    private static Set<String> ends(Topic topic) {
        return Stream.concat(
                        topic.publishers().stream(),
                        topic.subscribers().stream().map(Topic.Subscriber::agent))
                .collect(Collectors.toSet());
    }

    /** The agents whose own view is shown. */
    List<AgentDefinition> owners() {
        return graph.agents().stream()
                .filter(a -> agent == null || agent.equals(a.name()))
                .toList();
    }

    /** Who needs whom. */
    List<Edge> dependencies() {
        return graph.edges().stream().filter(e -> e.kind() == EdgeKind.DEPENDS_ON).toList();
    }

    /** Agents that an event can come back to. */
    Set<String> looping() {
        return graph.cycles().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /** Subscriptions with wildcards that match no topic of the graph, agents by pattern. */
    TreeMap<String, List<AgentDefinition>> unmatched() {
        Set<String> matched = new TreeSet<>();
        for (Topic topic : graph.topics()) {
            topic.subscribers().forEach(s -> matched.add(s.agent() + " " + s.id()));
        }
        TreeMap<String, List<AgentDefinition>> waiting = new TreeMap<>();
        for (AgentDefinition owner : owners()) {
            for (Subscription subscription : owner.subscriptions()) {
                if (!matched.contains(owner.name() + " " + subscription.id())) {
                    waiting.computeIfAbsent(subscription.topic().text(), p -> new ArrayList<>())
                            .add(owner);
                }
            }
        }
        return waiting;
    }

    /** Agents by name. */
    TreeMap<String, AgentDefinition> byName() {
        TreeMap<String, AgentDefinition> agents = new TreeMap<>();
        graph.agents().forEach(a -> agents.put(a.name(), a));
        return agents;
    }
}
