package io.graphbus.server.graph;

import java.util.List;

/**
 * Threads of graphs that do not run any more. Java cannot end them, and each keeps its graph's
 * classes.
 *
 * @param starts that were given up and go on, each with the place where it is
 * @param others that agents have started, by name
 */
public record ThreadsLeft(List<String> starts, List<String> others) {

    public ThreadsLeft {
        starts = List.copyOf(starts);
        others = List.copyOf(others);
    }

    int count() {
        return starts.size() + others.size();
    }
}
