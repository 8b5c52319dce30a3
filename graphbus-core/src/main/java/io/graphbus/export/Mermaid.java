package io.graphbus.export;

import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph.Edge;
import io.graphbus.model.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A flowchart: agents as boxes, topics as rounded ones between publishers and subscribers, needs as
 * dotted lines, agents within loops of events marked. Nodes have numbers for names, so that no name
 * of an agent can be a word of the language.
 */
final class Mermaid {

    private final GraphView view;
    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    Mermaid(GraphView view) {
        this.view = view;
    }

    String text() {
        text.append("---\ntitle: ").append(yaml(view.title())).append("\n---\nflowchart LR\n");
        for (AgentDefinition agent : view.graph().agents()) {
            line(id("a", agent.name()) + "[\"" + escape(agent.name()) + "\"]");
        }
        view.graph().topics().forEach(this::topic);
        view.unmatched().forEach(this::pattern);
        for (Edge edge : view.dependencies()) {
            line(id("a", edge.from()) + " -. needs .-> " + id("a", edge.to()));
        }
        mark(view.looping(), "loop", "stroke:#d33,stroke-width:3px");
        return text.toString();
    }

    private void topic(Topic topic) {
        String node = id("t", topic.name());
        line(node + "([\"" + escape(topic.name()) + "\"])");
        topic.publishers().forEach(p -> line(id("a", p) + " --> " + node));
        topic.subscribers().stream()
                .map(Topic.Subscriber::agent)
                .distinct()
                .forEach(s -> line(node + " --> " + id("a", s)));
    }

    /** A pattern without topics is drawn as a place of its own. */
    private void pattern(String pattern, List<AgentDefinition> waiting) {
        String node = id("p", pattern);
        line(node + "{{\"" + escape(pattern) + "\"}}");
        waiting.stream().distinct().forEach(a -> line(node + " -.-> " + id("a", a.name())));
    }

    private void mark(Set<String> agents, String style, String look) {
        if (!agents.isEmpty()) {
            line("classDef " + style + " " + look);
            String all =
                    agents.stream().sorted().map(a -> id("a", a)).collect(Collectors.joining(","));
            line("class " + all + " " + style);
        }
    }

    private String id(String kind, String name) {
        return ids.computeIfAbsent(kind + name, key -> kind + ids.size());
    }

    private void line(String line) {
        text.append("  ").append(line).append('\n');
    }

    private static String yaml(String title) {
        return '"' + title.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Mermaid knows entities that begin with a hash; stars would make text bold. */
    private static String escape(String label) {
        return label.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace("*", "#42;")
                .replace("_", "#95;");
    }
}
