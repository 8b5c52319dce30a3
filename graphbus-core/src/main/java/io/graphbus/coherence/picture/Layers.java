package io.graphbus.coherence.picture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Agents in layers, so that arrows lead from one layer to a later one, but for those that would
 * close a loop.
 */
final class Layers {

    private final Map<String, Integer> layers = new HashMap<>();
    private final Map<String, Integer> order = new HashMap<>();

    Layers(Collection<Arrow> arrows) {
        Map<String, Set<String>> in = new HashMap<>();
        Map<String, Set<String>> out = new HashMap<>();
        for (Arrow arrow : arrows) {
            in.computeIfAbsent(arrow.from(), a -> new TreeSet<>());
            in.computeIfAbsent(arrow.to(), a -> new TreeSet<>());
            out.computeIfAbsent(arrow.from(), a -> new TreeSet<>());
            out.computeIfAbsent(arrow.to(), a -> new TreeSet<>());
            if (!arrow.from().equals(arrow.to())) {
                in.getOrDefault(arrow.to(), Set.of()).add(arrow.from());
                out.getOrDefault(arrow.from(), Set.of()).add(arrow.to());
            }
        }
        for (String agent : sorted(in, out)) {
            order.put(agent, order.size());
            int layer =
                    in.getOrDefault(agent, Set.of()).stream()
                            .filter(order::containsKey)
                            .mapToInt(before -> layers.getOrDefault(before, 0) + 1)
                            .max()
                            .orElse(0);
            layers.put(agent, layer);
        }
    }

    /** Where there are only loops left, the agent that sends more than it gets goes first. */
    private static List<String> sorted(Map<String, Set<String>> in, Map<String, Set<String>> out) {
        List<String> sorted = new ArrayList<>();
        Map<String, Set<String>> waiting = new HashMap<>();
        in.forEach((agent, before) -> waiting.put(agent, new HashSet<>(before)));
        while (!waiting.isEmpty()) {
            String next =
                    waiting.keySet().stream()
                            .min(
                                    Comparator.<String>comparingInt(
                                                    a -> waiting.getOrDefault(a, Set.of()).size())
                                            .thenComparingInt(
                                                    a -> -out.getOrDefault(a, Set.of()).size())
                                            .thenComparing(Comparator.naturalOrder()))
                            .orElseThrow();
            sorted.add(next);
            waiting.remove(next);
            out.getOrDefault(next, Set.of())
                    .forEach(agent -> waiting.getOrDefault(agent, new HashSet<>()).remove(next));
        }
        return sorted;
    }

    Set<String> agents() {
        return new TreeSet<>(layers.keySet());
    }

    int of(String agent) {
        return layers.getOrDefault(agent, 0);
    }

    int count() {
        return layers.values().stream().mapToInt(layer -> layer + 1).max().orElse(0);
    }

    /** Whether an arrow leads against the others, or back to where it starts. */
    boolean isBack(Arrow arrow) {
        return order.getOrDefault(arrow.from(), 0) >= order.getOrDefault(arrow.to(), 0);
    }
}
