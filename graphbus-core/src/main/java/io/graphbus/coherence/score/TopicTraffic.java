package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.VersionEvidence;
import io.graphbus.schema.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was delivered on one topic. */
final class TopicTraffic {

    private static final int COMPARED = 50;

    /** Higher versions last, after whatever is no version. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparing(Version::isValid)
                    .thenComparing(
                            (one, other) ->
                                    Version.isValid(one) && Version.isValid(other)
                                            ? Version.of(one).compareTo(Version.of(other))
                                            : 0)
                    .thenComparing(Comparator.naturalOrder());

    private final String name;
    private final List<CellEvidence> cells;
    private final Map<String, Double> weights = new TreeMap<>();
    private final double total;
    private final List<String> versions;

    TopicTraffic(String name, List<CellEvidence> cells) {
        this.name = name;
        this.cells = cells;
        for (CellEvidence cell : cells) {
            for (VersionEvidence version : cell.versions()) {
                weights.merge(version.version(), version.weight(), Double::sum);
            }
        }
        this.total = weights.values().stream().mapToDouble(w -> w).sum();
        this.versions =
                weights.keySet().stream()
                        .sorted(
                                Comparator.comparingLong(this::rank)
                                        .thenComparing(BY_NUMBER)
                                        .reversed())
                        .toList();
    }

    /** Coarse enough that sums of the same numbers in another order are the same. */
    private long rank(String version) {
        return Math.round(weight(version) / total * 1e9);
    }

    String name() {
        return name;
    }

    List<CellEvidence> cells() {
        return cells;
    }

    double total() {
        return total;
    }

    double weight(String version) {
        return weights.getOrDefault(version, 0.0);
    }

    /** The version most of it is in; of those with as much, the highest. */
    String dominant() {
        return versions.getFirst();
    }

    /** Versions by weight, the greatest first; beyond fifty none has a share that matters. */
    List<String> versions() {
        return versions.subList(0, Math.min(COMPARED, versions.size()));
    }

    double refused() {
        return cells.stream().mapToDouble(CellEvidence::refused).sum();
    }
}
