package io.graphbus.benchmarks.peer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    /** Something for each subscriber, by topic. */
    public <T> Map<String, T[]> map(Function<Counter, T> each, Function<Integer, T[]> array) {
        Map<String, T[]> result = new HashMap<>();
        subscribers.forEach(
                (topic, counters) -> {
                    T[] all = array.apply(counters.size());
                    IntStream.range(0, all.length)
                            .forEach(i -> all[i] = each.apply(counters.get(i)));
                    result.put(topic, all);
                });
        return result;
    }
}
