package io.graphbus.cli.build;

import io.graphbus.cli.output.Style;
import io.graphbus.cli.output.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Draws a graph: activation order, a tree per agent, what comes from outside, loops of events. On a
 * terminal long lists are shortened unless more was asked for; no agent is left out.
 */
final class GraphTree {

    private static final int NAMED = 40;
    private static final int BRANCHES = 10;
    private static final String ARROW = " → ";

    private final Style style;
    private final int width;
    private final boolean whole;
    private final Set<List<String>> loopEdges = new HashSet<>();

    /**
     * A drawing of one graph.
     *
     * @param width columns of the terminal; 0 when nothing needs to be cut
     * @param verbose whether long lists are shown to their end
     */
    GraphTree(Style style, int width, boolean verbose) {
        this.style = style;
        this.width = width;
        this.whole = verbose || width == 0;
    }

    String draw(JsonNode graph, List<JsonNode> topics) {
        List<String> order = GraphViews.strings(graph.path("activationOrder"));
        List<List<String>> loops = loops(graph);
        List<String> parts = new ArrayList<>();
        parts.add(
                style.bold(
                        Sizes.count(order.size(), "agent")
                                + ", "
                                + Sizes.count(topics.size(), "topic")));
        parts.add(path("activation order: ", shortened(order), style.dim("activation order: ")));
        Map<String, List<String>> needs = needs(graph);
        Map<String, List<JsonNode>> published = published(topics);
        for (String agent : order) {
            Tree tree = new Tree(style.bold(agent));
            limited(needs.getOrDefault(agent, List.of()))
                    .forEach(needed -> tree.branch(style.dim("needs ") + needed));
            published.getOrDefault(agent, List.of()).forEach(t -> topic(tree, agent, t));
            parts.add(tree.render(width));
        }
        outside(topics).ifPresent(parts::add);
        loops.forEach(
                loop ->
                        parts.add(
                                path("loop of events: ", loop, style.yellow("loop of events: "))));
        return String.join("\n", parts);
    }

    /** With the first agent again at the end; edges are remembered. */
    private List<List<String>> loops(JsonNode graph) {
        List<List<String>> loops = new ArrayList<>();
        for (JsonNode cycle : graph.path("cycles")) {
            List<String> loop = new ArrayList<>(GraphViews.strings(cycle));
            loop.add(loop.getFirst());
            for (int i = 1; i < loop.size(); i++) {
                loopEdges.add(List.of(loop.get(i - 1), loop.get(i)));
            }
            loops.add(loop);
        }
        return loops;
    }

    private static Map<String, List<String>> needs(JsonNode graph) {
        Map<String, List<String>> needs = new HashMap<>();
        for (JsonNode edge : graph.path("edges")) {
            if (GraphViews.text(edge, "kind").equals("DEPENDS_ON")) {
                needs.computeIfAbsent(GraphViews.text(edge, "from"), a -> new ArrayList<>())
                        .add(GraphViews.text(edge, "to"));
            }
        }
        return needs;
    }

    private static Map<String, List<JsonNode>> published(List<JsonNode> topics) {
        Map<String, List<JsonNode>> published = new HashMap<>();
        for (JsonNode topic : topics) {
            for (String publisher : GraphViews.strings(topic.path("publishers"))) {
                published.computeIfAbsent(publisher, a -> new ArrayList<>()).add(topic);
            }
        }
        return published;
    }

    private void topic(Tree tree, String publisher, JsonNode topic) {
        Tree branch =
                tree.branch(style.dim("publishes ") + style.cyan(GraphViews.text(topic, "name")));
        hearers(branch, publisher, topic);
    }

    private void hearers(Tree branch, String publisher, JsonNode topic) {
        List<String> hearers = new ArrayList<>();
        for (JsonNode subscriber : topic.path("subscribers")) {
            String agent = GraphViews.text(subscriber, "agent");
            boolean loop = loopEdges.contains(List.of(publisher, agent));
            String mark = loop ? style.yellow(" ↻") : "";
            hearers.add(style.dim("heard by ") + GraphViews.subscriber(subscriber) + mark);
        }
        limited(hearers).forEach(branch::branch);
    }

    /** Topics that no agent publishes to. */
    private Optional<String> outside(List<JsonNode> topics) {
        Tree tree = new Tree(style.bold("from outside"));
        List<JsonNode> foreign =
                topics.stream().filter(t -> t.path("publishers").isEmpty()).toList();
        for (JsonNode topic : foreign) {
            hearers(tree.branch(style.cyan(GraphViews.text(topic, "name"))), "", topic);
        }
        return foreign.isEmpty() ? Optional.empty() : Optional.of(tree.render(width));
    }

    private List<String> limited(List<String> all) {
        if (whole || all.size() <= BRANCHES) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, BRANCHES - 1));
        some.add(style.dim(more(all.size() - some.size())));
        return some;
    }

    private List<String> shortened(List<String> names) {
        if (whole || names.size() <= NAMED) {
            return names;
        }
        List<String> some = new ArrayList<>(names.subList(0, NAMED - 1));
        some.add(more(names.size() - some.size()));
        return some;
    }

    private static String more(int number) {
        return "… " + number + " more (-v shows all)";
    }

    /** Names with arrows between them, broken between names where the terminal ends. */
    private String path(String heading, List<String> names, String shown) {
        if (width == 0) {
            return heading + String.join(ARROW, names);
        }
        StringBuilder text = new StringBuilder(shown);
        int column = heading.length();
        for (int i = 0; i < names.size(); i++) {
            String word = names.get(i) + (i < names.size() - 1 ? ARROW : "");
            if (column + word.stripTrailing().length() > width && column > 2) {
                text.append("\n  ");
                column = 2;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }
}
