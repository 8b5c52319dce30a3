package io.graphbus.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.connectivity.GabowStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;
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
        return new GabowStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .map(group -> loop(graph, group))
                        .filter(loop -> !loop.isEmpty())
                        .sorted(Comparator.comparing((List<String> loop) -> loop.get(0)))
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

    private static List<String> loop(Graph<String, DefaultEdge> graph, Set<String> group) {
        String first = group.stream().min(Comparator.naturalOrder()).orElseThrow();
        if (graph.containsEdge(first, first)) {
            return List.of(first);
        }
        Graph<String, DefaultEdge> part = new AsSubgraph<>(graph, group);
        return part.outgoingEdgesOf(first).stream()
                .map(part::getEdgeTarget)
                .sorted()
                .map(next -> BFSShortestPath.findPathBetween(part, next, first))
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(GraphPath::getLength))
                .map(path -> withoutLast(first, path.getVertexList()))
                .orElse(List.of());
    }

    private static List<String> withoutLast(String first, List<String> path) {
        return Stream.concat(Stream.of(first), path.subList(0, path.size() - 1).stream()).toList();
    }
}
