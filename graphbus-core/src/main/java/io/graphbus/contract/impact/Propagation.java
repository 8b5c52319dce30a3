package io.graphbus.contract.impact;

import io.graphbus.contract.impact.AgentImpact.State;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.Publication;
import io.graphbus.model.Subscription;
import io.graphbus.model.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows what a broken edge takes from others: a handler that cannot read its events sends nothing
 * on. Where it is not declared what a handler publishes, all that its agent publishes by hand is
 * taken for it.
 */
final class Propagation {

    private final Map<String, AgentDefinition> agents = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Map<String, AgentImpact> hit = new LinkedHashMap<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final ArrayDeque<Stop> open = new ArrayDeque<>();
    private final String changed;

    Propagation(AgentGraph graph, String changed) {
        graph.agents().forEach(agent -> agents.put(agent.name(), agent));
        graph.topics().forEach(topic -> topics.put(topic.name(), topic));
        this.changed = changed;
    }

    /**
     * A handler that gets nothing.
     *
     * @param handler empty for all of the agent's own doing
     */
    private record Stop(String agent, String handler, List<String> path, boolean assumed) {}

    List<AgentImpact> follow(List<EdgeImpact> edges) {
        for (EdgeImpact edge : edges) {
            if (edge.verdict() == EdgeVerdict.BREAKS) {
                String reader = edge.reader();
                List<String> path =
                        reader.equals(changed)
                                ? List.of(edge.writer(), edge.via(), reader)
                                : List.of(changed, edge.via(), reader);
                hit.putIfAbsent(reader, new AgentImpact(reader, State.DIRECT_BREAK, path, false));
                stop(new Stop(reader, edge.handler(), path, edge.handler().isEmpty()));
            }
        }
        while (!open.isEmpty()) {
            starve(open.poll());
        }
        return List.copyOf(hit.values());
    }

    private void stop(Stop stop) {
        if (seen.add(List.of(stop.agent(), stop.handler()))) {
            open.add(stop);
        }
    }

    private void starve(Stop stop) {
        AgentDefinition agent = agents.get(stop.agent());
        if (agent == null) {
            return;
        }
        Set<String> declared = declared(agent, stop.handler());
        for (String topic : declared.isEmpty() ? undeclared(agent) : declared) {
            Topic to = topics.get(topic);
            if (to != null) {
                boolean assumed = stop.assumed() || declared.isEmpty();
                to.subscribers().forEach(s -> starve(s, stop, topic, assumed));
            }
        }
    }

    private void starve(Topic.Subscriber subscriber, Stop from, String topic, boolean assumed) {
        List<String> path = new ArrayList<>(from.path());
        path.add(topic);
        path.add(subscriber.agent());
        if (!subscriber.agent().equals(changed)) {
            hit.putIfAbsent(
                    subscriber.agent(),
                    new AgentImpact(subscriber.agent(), State.STARVED, List.copyOf(path), assumed));
        }
        stop(new Stop(subscriber.agent(), subscriber.handler(), List.copyOf(path), assumed));
    }

    /** What a handler publishes; nothing where that is not declared. */
    private static Set<String> declared(AgentDefinition agent, String handler) {
        Set<String> topics = new TreeSet<>();
        for (Subscription subscription : agent.subscriptions()) {
            if (subscription.handler().equals(handler)) {
                subscription.publishes().forEach(p -> topics.add(p.topic()));
            }
        }
        return topics;
    }

    /** What the agent publishes without saying from where. */
    private static Set<String> undeclared(AgentDefinition agent) {
        Set<String> topics = new TreeSet<>(agent.publishes());
        agent.methods().forEach(m -> remove(topics, m.publishes()));
        agent.subscriptions().forEach(s -> remove(topics, s.publishes()));
        return topics;
    }

    private static void remove(Set<String> topics, List<Publication> publications) {
        publications.forEach(publication -> topics.remove(publication.topic()));
    }
}
