package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.Topic;
import java.util.List;
import java.util.Set;

/**
 * A directed graph in Graphviz' language: agents as boxes, topics as ellipses between publishers
 * and subscribers, needs as dashed lines, agents within loops of events in red.
 */
final class Dot {

    private final GraphView view;
    private final StringBuilder text = new StringBuilder();

    Dot(GraphView view) {
        this.view = view;
    }

    String text() {
        text.append("digraph ").append(quote(view.title())).append(" {\n");
        line("graph [rankdir=LR, label=" + quote(view.title()) + ", labelloc=t]");
        Set<String> looping = view.looping();
        for (AgentDefinition agent : view.graph().agents()) {
            String colour = looping.contains(agent.name()) ? ", color=red, penwidth=2" : "";
            line(quote(agent.name()) + " [shape=box" + colour + "]");
        }
        view.graph().topics().forEach(this::topic);
        view.unmatched().forEach(this::pattern);
        for (Edge edge : view.dependencies()) {
            line(arrow(edge.from(), edge.to()) + " [style=dashed, label=\"needs\"]");
        }
        return text.append("}\n").toString();
    }

    private void topic(Topic topic) {
        line(quote(topic.name()) + " [shape=ellipse]");
        topic.publishers().forEach(p -> line(arrow(p, topic.name())));
        topic.subscribers().stream()
                .map(Topic.Subscriber::agent)
                .distinct()
                .forEach(s -> line(arrow(topic.name(), s)));
    }

    /** A pattern without topics is drawn as a place of its own. */
    private void pattern(String pattern, List<AgentDefinition> waiting) {
        line(quote(pattern) + " [shape=hexagon, style=dashed]");
        waiting.stream()
                .distinct()
                .forEach(a -> line(arrow(pattern, a.name()) + " [style=dotted]"));
    }

    private static String arrow(String from, String to) {
        return quote(from) + " -> " + quote(to);
    }

    private void line(String line) {
        text.append("  ").append(line).append(";\n");
    }

    private static String quote(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
