package io.graphbus.server.application.registration;

import io.graphbus.problem.Violation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Keeps away from recursive readers what is nested too deep for them. */
final class Depth {

    private static final int MOST = 100;

    private Depth() {}

    static List<Violation> faults(JsonNode tree) {
        Deque<JsonNode> level = new ArrayDeque<>(List.of(tree));
        for (int depth = 0; !level.isEmpty(); depth++) {
            if (depth > MOST) {
                return List.of(new Violation("", "is nested deeper than " + MOST + " levels"));
            }
            Deque<JsonNode> next = new ArrayDeque<>();
            level.forEach(node -> node.forEach(next::add));
            level = next;
        }
        return List.of();
    }
}
