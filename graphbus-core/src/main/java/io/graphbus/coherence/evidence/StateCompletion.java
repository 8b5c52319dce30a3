package io.graphbus.coherence.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far kept states have been brought to the versions that their agents have now.
 *
 * @param agents each with what is required and applied of its migrations of state
 */
public record StateCompletion(Map<String, Progress> agents) {

    /** No state is kept that would need a migration. */
    public static final StateCompletion NONE = new StateCompletion(Map.of());

    public StateCompletion {
        agents = Collections.unmodifiableMap(new TreeMap<>(agents));
    }

    /** Migrations of one agent's state. */
    public record Progress(int required, int applied) {}

    public int required() {
        return agents.values().stream().mapToInt(Progress::required).sum();
    }
}
