package io.graphbus.coherence.score;

import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.VersionEvidence;
import io.graphbus.coherence.relation.VersionRelations;
import java.util.List;

/**
 * How coherent one cell is: the share of its deliveries that kept the contract, times the accord of
 * its versions with the one most of the topic is in.
 *
 * @param share of all traffic
 */
public record ScoredCell(CellEvidence cell, double score, double share) {

    /** All cells with traffic, without those that are counted together. */
    public static List<ScoredCell> of(Evidence evidence, VersionRelations relations) {
        Traffic traffic = new Traffic(evidence, relations);
        return evidence.cells().stream()
                .filter(cell -> !cell.source().equals(CellEvidence.OTHER))
                .filter(cell -> cell.delivered() > 0)
                .map(cell -> scored(cell, traffic))
                .toList();
    }

    private static ScoredCell scored(CellEvidence cell, Traffic traffic) {
        double all = cell.delivered();
        double accord = 0;
        for (VersionEvidence version : cell.versions()) {
            accord += version.weight() / all * traffic.accord(cell, version.version());
        }
        double valid = 1 - cell.refused() / all;
        return new ScoredCell(cell, Math.clamp(accord * valid, 0.0, 1.0), all / traffic.total());
    }
}
