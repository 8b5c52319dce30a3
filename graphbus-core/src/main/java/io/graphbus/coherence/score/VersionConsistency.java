package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.VersionEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Per topic the sum over its versions of share times accord with the version most of it is in;
 * topics count by their traffic.
 */
final class VersionConsistency implements Measure {

    @Override
    public Optional<List<Loss>> losses(Traffic traffic) {
        if (!traffic.isVersioned()) {
            return Optional.empty();
        }
        List<Loss> losses = new ArrayList<>();
        for (TopicTraffic topic : traffic.topics()) {
            for (CellEvidence cell : topic.cells()) {
                add(losses, traffic, cell);
            }
        }
        return Optional.of(losses);
    }

    private static void add(List<Loss> losses, Traffic traffic, CellEvidence cell) {
        double missing = 0;
        double most = 0;
        String worst = "";
        for (VersionEvidence version : cell.versions()) {
            double lost = version.weight() * (1 - traffic.accord(cell, version.version()));
            missing += lost;
            if (lost > most) {
                most = lost;
                worst = version.version();
            }
        }
        if (missing > 0) {
            losses.add(traffic.loss(Metric.VERSION_CONSISTENCY, cell, worst, missing));
        }
    }
}
