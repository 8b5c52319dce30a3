package io.graphbus.check;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions a topic reaches, found segment by segment instead of by trying them all.
 * Immutable.
 */
public final class Routes {

    private final Node root = new Node();
    private final List<Route> all = new ArrayList<>();

    /**
     * One subscription of one agent.
     *
     * @param number its place among all, by agent and id
     */
    public record Route(int number, AgentDefinition agent, Subscription subscription) {}

    /** A segment of topics, with what subscribes to it and to all below it. */
    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private final List<Route> here = new ArrayList<>();
        private final List<Route> below = new ArrayList<>();
    }

    /** The subscriptions of these agents, in their order. */
    public Routes(Collection<AgentDefinition> agents) {
        for (AgentDefinition agent : agents) {
            for (Subscription subscription : agent.subscriptions()) {
                Route route = new Route(all.size(), agent, subscription);
                all.add(route);
                add(route, subscription.topic().text().split("/"));
            }
        }
    }

    private void add(Route route, String[] segments) {
        Node node = root;
        for (int i = 1; i < segments.length; i++) {
            if (segments[i].equals("**")) {
                node.below.add(route);
                return;
            }
            node = node.next.computeIfAbsent(segments[i], s -> new Node());
        }
        node.here.add(route);
    }

    /** Every subscription. */
    public List<Route> all() {
        return List.copyOf(all);
    }

    /** Those that events on the topic reach, in the order of agents and ids. */
    public List<Route> of(String topic) {
        List<Route> found = new ArrayList<>();
        collect(root, topic.split("/"), 1, found);
        found.sort(Comparator.comparingInt(Route::number));
        return found;
    }

    private static void collect(Node node, String[] topic, int at, List<Route> found) {
        if (at == topic.length) {
            found.addAll(node.here);
            return;
        }
        found.addAll(node.below);
        for (String segment : List.of(topic[at], "*")) {
            @Nullable Node next = node.next.get(segment);
            if (next != null) {
                collect(next, topic, at + 1, found);
            }
        }
    }
}
