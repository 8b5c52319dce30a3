package io.graphbus.coherence.picture;

import io.graphbus.coherence.report.CoherenceGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The traffic as a picture, or as text for a tool that draws one. */
public enum GraphPicture {
    /** A page that needs nothing else. */
    HTML,
    SVG,
    /** For Graphviz. */
    DOT,
    MERMAID;

    /** The one that a file's name asks for by its end. */
    public static Optional<GraphPicture> of(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return Optional.of(HTML);
        }
        if (name.endsWith(".svg")) {
            return Optional.of(SVG);
        }
        if (name.endsWith(".dot") || name.endsWith(".gv")) {
            return Optional.of(DOT);
        }
        return name.endsWith(".mmd") || name.endsWith(".mermaid")
                ? Optional.of(MERMAID)
                : Optional.empty();
    }

    /** The one of this name. */
    public static Optional<GraphPicture> named(String name) {
        return Arrays.stream(values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
    }

    public String draw(CoherenceGraph graph) {
        return switch (this) {
            case HTML ->
                    new Page(graph.at(), graph.level(), graph.score())
                            .picture(graph.edges())
                            .bottlenecks(graph.bottlenecks())
                            .joints(graph.joints())
                            .html("Coherence of the traffic");
            case SVG -> SvgPicture.of(graph.edges());
            case DOT -> dot(Arrow.of(graph.edges()));
            case MERMAID -> mermaid(Arrow.of(graph.edges()));
        };
    }

    private static String dot(List<Arrow> arrows) {
        StringBuilder dot = new StringBuilder("digraph coherence {\n  rankdir=LR;\n");
        dot.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        for (Arrow arrow : arrows) {
            dot.append(
                    "  %s -> %s [label=%s, color=\"%s\", penwidth=%s];\n"
                            .formatted(
                                    quoted(arrow.from()),
                                    quoted(arrow.to()),
                                    quoted(arrow.label() + " " + Words.score(arrow.score())),
                                    Tone.of(arrow.score()).colour(),
                                    Words.place(1 + 5 * Math.sqrt(arrow.share()))));
        }
        return dot.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String mermaid(List<Arrow> arrows) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Arrow arrow : arrows) {
            for (String agent : List.of(arrow.from(), arrow.to())) {
                ids.computeIfAbsent(agent, a -> "a" + ids.size());
            }
        }
        StringBuilder mermaid = new StringBuilder("flowchart LR\n");
        ids.forEach(
                (agent, id) ->
                        mermaid.append("  %s[\"%s\"]\n".formatted(id, Words.escaped(agent))));
        StringBuilder styles = new StringBuilder();
        int number = 0;
        for (Arrow arrow : arrows) {
            mermaid.append(
                    "  %s -->|\"%s %s\"| %s\n"
                            .formatted(
                                    ids.get(arrow.from()),
                                    Words.escaped(arrow.label()),
                                    Words.score(arrow.score()),
                                    ids.get(arrow.to())));
            styles.append(
                    "  linkStyle %d stroke:%s,stroke-width:%spx\n"
                            .formatted(
                                    number++,
                                    Tone.of(arrow.score()).colour(),
                                    Words.place(1 + 5 * Math.sqrt(arrow.share()))));
        }
        return mermaid.append(styles).toString();
    }
}
