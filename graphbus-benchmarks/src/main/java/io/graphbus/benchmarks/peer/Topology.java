package io.graphbus.benchmarks.peer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Who listens to what.
 *
 * @param subscribers a counter per subscriber, by topic
 * @param window events that may be under way per subscriber, a power of two
 */
public record Topology(Map<String, List<Counter>> subscribers, int window) {

    /** Enough for every peer to be at its best; less only makes publishers wait. */
    private static final int WINDOW = Integer.getInteger("graphbus.window", 16_384);

    /** So many topics, each with so many subscribers of its own. */
    public static Topology of(int topics, int subscribers) {
        Map<String, List<Counter>> all = new LinkedHashMap<>();
        for (int i = 0; i < topics; i++) {
            all.put("/Bench/Topic" + i, Stream.generate(Counter::new).limit(subscribers).toList());
        }
        return new Topology(all, WINDOW);
    }

    public List<String> topics() {
        return List.copyOf(subscribers.keySet());
    }

    /** How many subscribers there are in all. */
    public int size() {
        return subscribers.values().stream().mapToInt(List::size).sum();
    }

    /** Something for each topic, found by its name. */
    public <T> Routes<T> routes(BiFunction<String, List<Counter>, T> each) {
        Map<String, T> routes = new HashMap<>();
        subscribers.forEach((topic, counters) -> routes.put(topic, each.apply(topic, counters)));
        return new Routes<>(routes);
    }

    /** Something for each subscriber, by topic. */
    public <T> Routes<T[]> map(Function<Counter, T> each, IntFunction<T[]> array) {
        return routes((topic, counters) -> counters.stream().map(each).toArray(array));
    }
}
