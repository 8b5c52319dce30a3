package io.graphbus.coherence.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Everything that was seen, as of one moment.
 *
 * @param cells sorted by source, target and topic
 * @param folded cells that were forgotten and are counted together
 */
public record Evidence(
        Instant at,
        Duration halfLife,
        List<CellEvidence> cells,
        StateCompletion states,
        long folded) {

    /** Less than this is nothing: what an event is worth six or seven half-lives later. */
    private static final double NOTHING = 0.01;

    public Evidence {
        cells =
                cells.stream()
                        .sorted(
                                Comparator.comparing(CellEvidence::source)
                                        .thenComparing(CellEvidence::target)
                                        .thenComparing(CellEvidence::topic))
                        .toList();
    }

    /** Deliveries that still count. */
    public double traffic() {
        return cells.stream().mapToDouble(CellEvidence::delivered).sum();
    }

    public boolean isEmpty() {
        return traffic() < NOTHING;
    }

    /** The same with other states. */
    public Evidence with(StateCompletion other) {
        return new Evidence(at, halfLife, cells, other, folded);
    }

    /** The same with every cell replaced. */
    public Evidence map(UnaryOperator<CellEvidence> change) {
        return new Evidence(at, halfLife, cells.stream().map(change).toList(), states, folded);
    }
}
