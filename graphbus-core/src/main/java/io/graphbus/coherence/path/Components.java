package io.graphbus.coherence.path;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * Agents that can reach each other count as one, so that what remains has no loops. Numbers rise
 * along every link.
 */
final class Components {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Boolean> loops = new ArrayList<>();

    Components(Collection<Link> links) {
        Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (Link link : links) {
            graph.addVertex(link.from());
            graph.addVertex(link.to());
            if (!link.from().equals(link.to())) {
                graph.addEdge(link.from(), link.to());
            }
        }
        Map<String, Integer> sets = new HashMap<>();
        List<Set<String>> all =
                new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets();
        for (int i = 0; i < all.size(); i++) {
            for (String agent : all.get(i)) {
                sets.put(agent, i);
            }
        }
        order(links, all, sets);
        for (Link link : links) {
            if (link.from().equals(link.to())) {
                loops.set(of(link.from()), true);
            }
        }
    }

    private void order(Collection<Link> links, List<Set<String>> all, Map<String, Integer> sets) {
        Graph<Integer, DefaultEdge> condensed = new DefaultDirectedGraph<>(DefaultEdge.class);
        for (int i = 0; i < all.size(); i++) {
            condensed.addVertex(i);
        }
        for (Link link : links) {
            Integer from = sets.get(link.from());
            Integer to = sets.get(link.to());
            if (from != null && to != null && !from.equals(to)) {
                condensed.addEdge(from, to);
            }
        }
        TopologicalOrderIterator<Integer, DefaultEdge> order =
                new TopologicalOrderIterator<>(condensed);
        while (order.hasNext()) {
            Set<String> agents = all.get(order.next());
            agents.forEach(agent -> numbers.put(agent, loops.size()));
            loops.add(agents.size() > 1);
        }
    }

    int count() {
        return loops.size();
    }

    int of(String agent) {
        return numbers.getOrDefault(agent, 0);
    }

    boolean isLoop(int component) {
        return loops.get(component);
    }
}
