package io.graphbus.coherence.report;

import io.graphbus.coherence.drift.DriftAnalysis;
import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.path.Bottleneck;
import io.graphbus.coherence.path.Joint;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.ScoredCell;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Everything there is to say about the coherence of a graph.
 *
 * @param edges the least coherent first, 500 at most
 * @param edgesSeen all of them
 * @param folded edges that were forgotten and are counted together
 * @param drift of the last 24 hours
 * @param bottlenecks links that ways through the graph lose their coherence at, 50 at most
 * @param joints agents that the edges below 0.9 hang together at, 50 at most
 */
public record CoherenceReport(
        CoherenceSummary summary,
        List<CoherenceEdge> edges,
        int edgesSeen,
        long folded,
        DriftReport drift,
        List<Bottleneck> bottlenecks,
        List<Joint> joints) {

    /** The most edges of a report. */
    public static final int MOST = 500;

    public CoherenceReport {
        edges = List.copyOf(edges);
        bottlenecks = List.copyOf(bottlenecks);
        joints = List.copyOf(joints);
    }

    /** The same with the least coherent edges only. */
    public CoherenceReport limited(int most) {
        return new CoherenceReport(
                summary,
                edges.subList(0, Math.min(most, edges.size())),
                edgesSeen,
                folded,
                drift,
                bottlenecks,
                joints);
    }

    public static CoherenceReport of(
            Evidence evidence,
            Collection<MinuteSeries> minutes,
            VersionRelations relations,
            Assessment assessment) {
        List<ScoredCell> cells = ScoredCell.of(evidence, relations);
        return new CoherenceReport(
                CoherenceSummary.of(evidence, relations, assessment),
                cells.stream()
                        .map(CoherenceEdge::of)
                        .sorted(
                                Comparator.comparingDouble(CoherenceEdge::score)
                                        .thenComparing(
                                                Comparator.comparingDouble(CoherenceEdge::share)
                                                        .reversed())
                                        .thenComparing(CoherenceEdge::topic)
                                        .thenComparing(CoherenceEdge::source)
                                        .thenComparing(CoherenceEdge::target))
                        .limit(MOST)
                        .toList(),
                cells.size(),
                evidence.folded(),
                DriftReport.of(minutes, evidence.at(), DriftAnalysis.LONGEST, relations),
                CoherenceGraph.bottlenecks(cells),
                CoherenceGraph.joints(cells));
    }
}
