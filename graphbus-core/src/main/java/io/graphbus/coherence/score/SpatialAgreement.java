package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.VersionEvidence;
import io.graphbus.coherence.relation.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Per topic the chance that two of its deliveries are in versions of which neither can be read as
 * the other; it is put down to the rarer of the two.
 */
final class SpatialAgreement implements Measure {

    @Override
    public Optional<List<Loss>> losses(Traffic traffic) {
        if (!traffic.isVersioned()) {
            return Optional.empty();
        }
        List<Loss> losses = new ArrayList<>();
        for (TopicTraffic topic : traffic.topics()) {
            List<String> versions = topic.versions();
            for (int rarer = 1; rarer < versions.size(); rarer++) {
                add(losses, traffic, topic, rarer);
            }
        }
        return Optional.of(losses);
    }

    private static void add(List<Loss> losses, Traffic traffic, TopicTraffic topic, int rarer) {
        String version = topic.versions().get(rarer);
        double strangers =
                topic.versions().subList(0, rarer).stream()
                        .filter(
                                other ->
                                        traffic.relations().between(topic.name(), version, other)
                                                == Relation.NONE)
                        .mapToDouble(topic::weight)
                        .sum();
        double factor = 2 * strangers / topic.total();
        if (factor == 0) {
            return;
        }
        for (CellEvidence cell : topic.cells()) {
            double strange = factor * (1 - traffic.migrated(cell));
            for (VersionEvidence held : cell.versions()) {
                double lost = held.weight() * strange;
                if (held.version().equals(version) && lost > 0) {
                    losses.add(traffic.loss(Metric.SPATIAL_AGREEMENT, cell, version, lost));
                }
            }
        }
    }
}
