package io.graphbus.benchmarks.durable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was measured of each contender, several times; of these the middle one counts. */
final class Figures {

    private final Map<Name, List<Double>> all = new HashMap<>();

    private record Name(String contender, String work) {}

    void add(Contender contender, String work, double figure) {
        all.computeIfAbsent(new Name(contender.title(), work), n -> new ArrayList<>()).add(figure);
    }

    /** NaN for what was not measured. */
    double middle(Contender contender, String work) {
        List<Double> sorted =
                all.getOrDefault(new Name(contender.title(), work), List.of()).stream()
                        .sorted()
                        .toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
