package io.graphbus.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** Order and loops among named agents. Equal input gives equal output, whatever its order. */
public final class Loops {

    private Loops() {}

    /**
     * All names, what an edge points to before what it comes from, ties alphabetical; edges must
     * not form a loop.
     */
    public static List<String> dependenciesFirst(
            Collection<String> names, Collection<AgentGraph.Edge> edges) {
        Graph<String, DefaultEdge> graph = graph(names, edges);
        Iterable<String> order =
                () ->
                        new TopologicalOrderIterator<>(
                                new EdgeReversedGraph<>(graph), Comparator.naturalOrder());
        return StreamSupport.stream(order.spliterator(), false).toList();
    }

    /**
     * One shortest loop for each group of agents that can all reach each other, starting at its
     * alphabetically first agent.
     */
    public static List<List<String>> find(
            Collection<String> names, Collection<AgentGraph.Edge> edges) {
        Graph<String, DefaultEdge> graph = graph(names, edges);
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .map(group -> loop(graph, group))
                        .filter(loop -> !loop.isEmpty())
                        .sorted(Comparator.comparing((List<String> loop) -> loop.get(0)))
                        .toList();
    }

    /**
     * Nodes that can all reach each other, in groups of more than one, sorted.
     *
     * @param next where one comes from each node
     */
    public static List<List<String>> groups(Map<String, List<String>> next) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        next.forEach(
                (from, targets) -> {
                    graph.addVertex(from);
                    targets.forEach(
                            to -> {
                                graph.addVertex(to);
                                graph.addEdge(from, to);
                            });
                });
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .filter(group -> group.size() > 1)
                        .map(group -> group.stream().sorted().toList())
                        .sorted(Comparator.comparing((List<String> group) -> group.get(0)))
                        .toList();
    }

    private static Graph<String, DefaultEdge> graph(
            Collection<String> names, Collection<AgentGraph.Edge> edges) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        new TreeSet<>(names).forEach(graph::addVertex);
        edges.stream()
                .sorted(
                        Comparator.comparing(AgentGraph.Edge::from)
                                .thenComparing(AgentGraph.Edge::to))
                .forEach(edge -> graph.addEdge(edge.from(), edge.to()));
        return graph;
    }

    /** Breadth first from the first agent until an edge leads back to it. */
    private static List<String> loop(Graph<String, DefaultEdge> graph, Set<String> group) {
        String first = group.stream().min(Comparator.naturalOrder()).orElseThrow();
        if (group.size() == 1) {
            return graph.containsEdge(first, first) ? group.stream().toList() : List.of();
        }
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> reached = new ArrayDeque<>(List.of(first));
        while (!reached.isEmpty()) {
            String here = reached.remove();
            for (DefaultEdge edge : graph.outgoingEdgesOf(here)) {
                String next = graph.getEdgeTarget(edge);
                if (next.equals(first)) {
                    return way(first, here, cameFrom);
                }
                if (group.contains(next) && cameFrom.putIfAbsent(next, here) == null) {
                    reached.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> way(String first, String last, Map<String, String> cameFrom) {
        Deque<String> way = new ArrayDeque<>();
        for (String at = last; !at.equals(first); at = cameFrom.getOrDefault(at, first)) {
            way.addFirst(at);
        }
        way.addFirst(first);
        return List.copyOf(way);
    }
}
