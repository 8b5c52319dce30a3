package io.graphbus.coherence;

import io.graphbus.coherence.evidence.Evidence;
import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.report.CoherenceGraph;
import io.graphbus.coherence.report.CoherenceGraph.CoherenceNode;
import io.graphbus.coherence.report.CoherenceReport;
import io.graphbus.coherence.report.CoherenceSummary;
import io.graphbus.coherence.report.DriftReport;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Level;
import io.graphbus.coherence.score.ScoredCell;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What is known at one moment, and the answers it gives. Immutable.
 *
 * @param relations how versions stand to each other
 */
public record Coherence(
        Evidence evidence,
        List<MinuteSeries> minutes,
        Assessment assessment,
        VersionRelations relations) {

    /** As of now. */
    public static Coherence of(CoherenceTracker tracker) {
        Evidence evidence = tracker.evidence();
        return new Coherence(
                evidence, tracker.minutes(), tracker.assess(evidence), tracker.relations());
    }

    /** As it was saved. */
    public static Coherence of(Snapshot snapshot, VersionRelations relations) {
        Level before =
                Arrays.stream(Level.values())
                        .filter(known -> known.name().equals(snapshot.level()))
                        .findFirst()
                        .orElse(null);
        return new Coherence(
                snapshot.evidence(),
                snapshot.minutes(),
                Assessment.of(snapshot.evidence(), relations, before),
                relations);
    }

    public CoherenceSummary summary() {
        return CoherenceSummary.of(evidence, relations, assessment);
    }

    public CoherenceReport report() {
        return CoherenceReport.of(evidence, minutes, relations, assessment);
    }

    /** Who has published in another version than most, of late. */
    public DriftReport drift(Duration window) {
        return DriftReport.of(minutes, evidence.at(), window, relations);
    }

    /** The traffic as a graph. */
    public CoherenceGraph graph() {
        return CoherenceGraph.of(ScoredCell.of(evidence, relations), assessment);
    }

    /**
     * The traffic as a graph, with the most coherent ways between two agents.
     *
     * @throws io.graphbus.problem.GraphBusException {@code UNKNOWN_AGENT} for one without traffic
     */
    public CoherenceGraph graph(String from, String to) {
        List<ScoredCell> cells = ScoredCell.of(evidence, relations);
        CoherenceGraph graph = CoherenceGraph.of(cells, assessment);
        List<String> known = graph.nodes().stream().map(CoherenceNode::name).toList();
        for (String agent : List.of(from, to)) {
            if (!known.contains(agent)) {
                throw Problem.of(
                                ProblemCode.UNKNOWN_AGENT,
                                agent,
                                "There was no traffic of an agent " + agent + ".",
                                Nearest.hint(agent, "agents with traffic", known))
                        .toException();
            }
        }
        return graph.withRoutes(cells, from, to);
    }
}
