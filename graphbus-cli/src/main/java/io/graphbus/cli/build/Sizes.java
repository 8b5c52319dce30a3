package io.graphbus.cli.build;

import io.graphbus.model.AgentGraph;

/** Sizes of graphs in words. */
final class Sizes {

    private Sizes() {}

    static String size(AgentGraph graph) {
        return count(graph.agents().size(), "agent")
                + ", "
                + count(graph.topics().size(), "topic")
                + ", "
                + count(subscriptions(graph), "subscription");
    }

    static int subscriptions(AgentGraph graph) {
        return graph.agents().stream().mapToInt(a -> a.subscriptions().size()).sum();
    }

    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
