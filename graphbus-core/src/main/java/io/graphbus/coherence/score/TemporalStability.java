package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import java.util.List;
import java.util.Optional;

/** Three returns to earlier versions cost a publisher all of it; to go forward is free. */
final class TemporalStability implements Measure {

    private static final double MOST = 3;

    @Override
    public Optional<List<Loss>> losses(Traffic traffic) {
        return traffic.isVersioned()
                ? Optional.of(
                        traffic.cells().stream()
                                .filter(cell -> cell.flaps() > 0)
                                .map(cell -> loss(traffic, cell))
                                .toList())
                : Optional.empty();
    }

    private static Loss loss(Traffic traffic, CellEvidence cell) {
        double share = Math.min(1, cell.flaps() / MOST);
        return traffic.loss(Metric.TEMPORAL_STABILITY, cell, "", cell.delivered() * share);
    }
}
