package io.graphbus.cli.build;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Style;
import io.graphbus.cli.output.Table;
import io.graphbus.cli.output.Tree;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The documents of a graph as tables and trees. */
final class GraphViews {

    private final Console console;
    private final Style style;

    GraphViews(Console console) {
        this.console = console;
        this.style = console.style();
    }

    /** A tree per agent in activation order: what it needs, what it publishes and who hears it. */
    String graph(JsonNode graph, List<JsonNode> topics) {
        return new GraphTree(style, console.width(), console.isVerbose()).draw(graph, topics);
    }

    String agents(JsonNode agents) {
        Table table =
                Table.of("AGENT", "METHODS", "SUBSCRIPTIONS", "NEEDS", "CONTRACT", "DESCRIPTION");
        for (JsonNode agent : agents) {
            table.row(
                    text(agent, "name"),
                    agent.path("methods").size(),
                    agent.path("subscriptions").size(),
                    String.join(", ", strings(agent.path("dependencies"))),
                    text(agent, "contractVersion"),
                    text(agent, "description"));
        }
        return console.render(table);
    }

    String topics(JsonNode topics) {
        Table table = Table.of("TOPIC", "PUBLISHERS", "SUBSCRIBERS");
        for (JsonNode topic : topics) {
            table.row(
                    text(topic, "name"),
                    String.join(", ", strings(topic.path("publishers"))),
                    stream(topic.path("subscribers"))
                            .map(GraphViews::subscriber)
                            .collect(Collectors.joining(", ")));
        }
        return console.render(table);
    }

    String subscriptions(JsonNode subscriptions) {
        Table table = Table.of("AGENT", "ID", "TOPIC", "HANDLER", "FILTER");
        for (JsonNode subscription : subscriptions) {
            table.row(
                    text(subscription, "agent"),
                    text(subscription, "id"),
                    text(subscription, "topic"),
                    text(subscription, "handler"),
                    text(subscription, "filter"));
        }
        return console.render(table);
    }

    String agent(JsonNode agent) {
        Tree tree = new Tree(style.bold(text(agent, "name")) + "  " + text(agent, "description"));
        tree.branch(style.dim("class ") + text(agent, "className") + source(agent));
        tree.branch(style.dim("contract ") + text(agent, "contractVersion"));
        strings(agent.path("dependencies")).forEach(d -> tree.branch(style.dim("needs ") + d));
        for (JsonNode method : agent.path("methods")) {
            Tree branch = tree.branch(style.dim("method ") + signature(method));
            publishes(method).forEach(t -> branch.branch(style.dim("publishes ") + style.cyan(t)));
        }
        List<String> results =
                stream(agent.path("methods")).flatMap(GraphViews::publishes).toList();
        strings(agent.path("publishes")).stream()
                .filter(t -> !results.contains(t))
                .forEach(t -> tree.branch(style.dim("publishes ") + style.cyan(t)));
        for (JsonNode subscription : agent.path("subscriptions")) {
            tree.branch(
                    style.dim("on ")
                            + style.cyan(text(subscription, "topic"))
                            + style.dim(" does ")
                            + text(subscription, "handler"));
        }
        if (agent.path("stateful").asBoolean(false)) {
            tree.branch("keeps state");
        }
        return tree.render(console.width());
    }

    private String source(JsonNode agent) {
        String file = text(agent, "sourceFile");
        return file.isEmpty() ? "" : style.dim("  " + file + ":" + agent.path("line").asInt(0));
    }

    private static String signature(JsonNode method) {
        return stream(method.path("parameters"))
                        .map(
                                p ->
                                        simple(text(p, "type"))
                                                + " "
                                                + text(p, "name")
                                                + (p.path("optional").asBoolean(false) ? "?" : ""))
                        .collect(Collectors.joining(", ", text(method, "name") + "(", ")"))
                + ": "
                + simple(text(method, "returns"));
    }

    /** A type without packages. */
    private static String simple(String type) {
        return type.replaceAll("(?U)[\\w.]+[.$](\\w+)", "$1");
    }

    private static Stream<String> publishes(JsonNode method) {
        return stream(method.path("publishes"))
                .map(p -> p.isString() ? p.asString() : text(p, "topic"));
    }

    static String subscriber(JsonNode subscriber) {
        return text(subscriber, "agent") + "." + text(subscriber, "handler");
    }

    static List<String> strings(JsonNode array) {
        return stream(array).map(JsonNode::asString).toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
