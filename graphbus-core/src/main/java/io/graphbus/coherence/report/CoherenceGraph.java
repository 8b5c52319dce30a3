package io.graphbus.coherence.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.coherence.path.Bottleneck;
import io.graphbus.coherence.path.Joint;
import io.graphbus.coherence.path.Link;
import io.graphbus.coherence.path.PathAnalysis;
import io.graphbus.coherence.path.Route;
import io.graphbus.coherence.path.Routes;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Level;
import io.graphbus.coherence.score.ScoredCell;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The traffic as a graph, with the links that ways through it lose their coherence at.
 *
 * @param score absent without data
 * @param edges the busiest first, 1,000 at most
 * @param edgesSeen all of them
 * @param bottlenecks the least coherent first, 50 at most
 * @param joints agents that the edges below 0.9 hang together at, 50 at most
 * @param routes the most coherent ways between the two agents that were asked for, the best first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CoherenceGraph(
        Instant at,
        Level level,
        @Nullable Double score,
        List<CoherenceNode> nodes,
        List<CoherenceEdge> edges,
        int edgesSeen,
        List<Bottleneck> bottlenecks,
        List<Joint> joints,
        List<Route> routes) {

    private static final int MOST = 1_000;
    private static final int WORST = 50;

    public CoherenceGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        bottlenecks = List.copyOf(bottlenecks);
        joints = List.copyOf(joints);
        routes = List.copyOf(routes);
    }

    public static CoherenceGraph of(List<ScoredCell> cells, Assessment assessment) {
        List<ScoredCell> busiest =
                cells.stream()
                        .sorted(
                                Comparator.comparingDouble(ScoredCell::share)
                                        .reversed()
                                        .thenComparing(c -> c.cell().topic())
                                        .thenComparing(c -> c.cell().source())
                                        .thenComparing(c -> c.cell().target()))
                        .limit(MOST)
                        .toList();
        return new CoherenceGraph(
                assessment.at(),
                assessment.level(),
                assessment.score().isPresent() ? assessment.score().getAsDouble() : null,
                nodes(busiest),
                busiest.stream().map(CoherenceEdge::of).toList(),
                cells.size(),
                bottlenecks(cells),
                joints(cells),
                List.of());
    }

    static List<Bottleneck> bottlenecks(List<ScoredCell> cells) {
        return PathAnalysis.bottlenecks(
                cells.stream().map(Link::of).toList(), PathAnalysis.THRESHOLD, WORST);
    }

    static List<Joint> joints(List<ScoredCell> cells) {
        return PathAnalysis.joints(
                cells.stream().map(Link::of).toList(), PathAnalysis.THRESHOLD, WORST);
    }

    /** The same with the most coherent ways between two agents. */
    public CoherenceGraph withRoutes(List<ScoredCell> cells, String from, String to) {
        List<Route> found =
                new Routes(cells.stream().map(Link::of).toList()).best(from, to, Routes.MOST);
        return new CoherenceGraph(
                at, level, score, nodes, edges, edgesSeen, bottlenecks, joints, found);
    }

    private static List<CoherenceNode> nodes(List<ScoredCell> cells) {
        Map<String, double[]> sums = new TreeMap<>();
        for (ScoredCell scored : cells) {
            double delivered = scored.cell().delivered();
            double[] source = sums.computeIfAbsent(scored.cell().source(), a -> new double[3]);
            double[] target = sums.computeIfAbsent(scored.cell().target(), a -> new double[3]);
            source[0] += delivered;
            target[1] += delivered;
            target[2] += delivered * scored.score();
        }
        return sums.entrySet().stream()
                .map(
                        e ->
                                new CoherenceNode(
                                        e.getKey(),
                                        e.getValue()[0],
                                        e.getValue()[1],
                                        e.getValue()[1] == 0
                                                ? 1
                                                : Math.min(1, e.getValue()[2] / e.getValue()[1])))
                .toList();
    }

    /**
     * An agent, or {@code external} for whoever is none.
     *
     * @param published deliveries of what it publishes
     * @param received deliveries to it
     * @param score 0 to 1, of what it receives
     */
    public record CoherenceNode(String name, double published, double received, double score) {}
}
