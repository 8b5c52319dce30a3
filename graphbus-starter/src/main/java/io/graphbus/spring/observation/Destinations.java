package io.graphbus.spring.observation;

import io.graphbus.model.AgentGraph;
import io.graphbus.model.Topic;
import io.graphbus.spring.CurrentGraph;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What topics are called where there may be only so many names: those of the serving graph and the
 * first hundred others have their own. Usable from any thread.
 */
final class Destinations {

    private static final int FOREIGN = 100;
    private static final String OTHER = "other";

    private final Supplier<@Nullable CurrentGraph> current;
    private final Set<String> foreign = ConcurrentHashMap.newKeySet();
    private volatile Known known = new Known(null, Set.of());

    /** None are known yet; the graph is asked for when the first event comes. */
    Destinations(Supplier<@Nullable CurrentGraph> current) {
        this.current = current;
    }

    private record Known(@Nullable AgentGraph graph, Set<String> topics) {}

    String of(String topic) {
        if (foreign.contains(topic) || known().contains(topic)) {
            return topic;
        }
        return foreign.size() < FOREIGN && foreign.add(topic) ? topic : OTHER;
    }

    @SuppressWarnings("ReferenceEquality") // a graph that changed is another graph
    private Set<String> known() {
        CurrentGraph serving = current.get();
        AgentGraph graph = serving == null ? null : serving.bus().graph();
        Known last = known;
        if (graph != null && graph != last.graph()) {
            last = new Known(graph, topics(graph));
            known = last;
        }
        return last.topics();
    }

    private static Set<String> topics(AgentGraph graph) {
        return graph.topics().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());
    }
}
