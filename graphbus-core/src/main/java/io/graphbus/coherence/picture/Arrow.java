package io.graphbus.coherence.picture;

import io.graphbus.coherence.report.CoherenceEdge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that passes from one agent to another.
 *
 * @param score that of the least coherent topic
 * @param share of all traffic
 * @param edges one a topic
 */
record Arrow(String from, String to, double score, double share, List<CoherenceEdge> edges) {

    Arrow {
        edges = List.copyOf(edges);
    }

    /** One for each two agents, by their names. */
    static List<Arrow> of(Collection<CoherenceEdge> edges) {
        Map<String, List<CoherenceEdge>> pairs = new TreeMap<>();
        for (CoherenceEdge edge : edges) {
            pairs.computeIfAbsent(edge.source() + "\n" + edge.target(), pair -> new ArrayList<>())
                    .add(edge);
        }
        return pairs.values().stream().map(Arrow::of).toList();
    }

    private static Arrow of(List<CoherenceEdge> edges) {
        CoherenceEdge first = edges.getFirst();
        return new Arrow(
                first.source(),
                first.target(),
                edges.stream().mapToDouble(CoherenceEdge::score).min().orElse(1),
                edges.stream().mapToDouble(CoherenceEdge::share).sum(),
                edges);
    }

    /** Its topics in a few letters. */
    String label() {
        String first = edges.getFirst().topic();
        return edges.size() == 1 ? first : first + " +" + (edges.size() - 1);
    }

    /** All there is to say about it, a line for each topic. */
    String tip() {
        return from
                + " \u2192 "
                + to
                + "\n"
                + edges.stream().map(Arrow::line).collect(Collectors.joining("\n"));
    }

    private static String line(CoherenceEdge edge) {
        String versions =
                edge.versions().stream()
                        .map(v -> v.version() + " " + Words.percent(v.share()))
                        .collect(Collectors.joining(", "));
        return edge.topic()
                + ": score "
                + Words.score(edge.score())
                + ", "
                + Words.percent(edge.share())
                + " of the traffic"
                + (edge.refused() > 0 ? ", " + Words.percent(edge.refused()) + " refused" : "")
                + " ("
                + versions
                + ")";
    }
}
