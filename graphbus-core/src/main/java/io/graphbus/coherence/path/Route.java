package io.graphbus.coherence.path;

import java.util.List;

/**
 * A way from one agent to another.
 *
 * @param score that of its least coherent link; 1 for a way without links
 */
public record Route(List<String> agents, double score) {

    public Route {
        agents = List.copyOf(agents);
    }

    int hops() {
        return agents.size() - 1;
    }
}
