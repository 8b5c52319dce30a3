package io.graphbus.benchmarks.peer;

import java.util.HashMap;
import java.util.Map;

/** What a topic leads to, for peers that know no topics: one map lookup by name. */
public final class Routes<T> {

    private final Map<String, T> byTopic;

    Routes(Map<String, T> byTopic) {
        this.byTopic = new HashMap<>(byTopic);
    }

    public T of(String topic) {
        T route = byTopic.get(topic);
        if (route == null) {
            throw new IllegalArgumentException("nobody listens to " + topic);
        }
        return route;
    }

    public int size() {
        return byTopic.size();
    }

    public Iterable<T> all() {
        return byTopic.values();
    }
}
