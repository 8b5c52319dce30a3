package io.graphbus.coherence.report;

import io.graphbus.coherence.evidence.VersionEvidence;
import io.graphbus.coherence.score.ScoredCell;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What passes from one agent to another over one topic.
 *
 * @param score 0 to 1: the share that keeps the contract, times the accord of its versions
 * @param share of all traffic
 * @param refused share of its deliveries
 * @param flaps returns to an earlier version, faded
 * @param versions the most frequent first
 */
public record CoherenceEdge(
        String source,
        String target,
        String topic,
        double score,
        double deliveries,
        double share,
        double refused,
        double flaps,
        List<EdgeVersion> versions) {

    public CoherenceEdge {
        versions = List.copyOf(versions);
    }

    static CoherenceEdge of(ScoredCell scored) {
        var cell = scored.cell();
        double all = cell.delivered();
        return new CoherenceEdge(
                cell.source(),
                cell.target(),
                cell.topic(),
                scored.score(),
                all,
                scored.share(),
                cell.refused() / all,
                cell.flaps(),
                cell.versions().stream()
                        .filter(version -> version.weight() > 0)
                        .sorted(
                                Comparator.comparingDouble(VersionEvidence::weight)
                                        .reversed()
                                        .thenComparing(VersionEvidence::version))
                        .map(version -> EdgeVersion.of(version, all))
                        .toList());
    }

    /**
     * One version of it.
     *
     * @param share of the deliveries of this edge
     * @param refused share of the deliveries of this version
     */
    public record EdgeVersion(
            String version, double share, double refused, Instant firstSeen, Instant lastSeen) {

        static EdgeVersion of(VersionEvidence version, double all) {
            return new EdgeVersion(
                    version.version(),
                    version.weight() / all,
                    version.refused() / version.weight(),
                    version.firstSeen(),
                    version.lastSeen());
        }
    }
}
