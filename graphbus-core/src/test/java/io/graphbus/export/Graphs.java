package io.graphbus.export;

import io.graphbus.build.Workshop;
import io.graphbus.model.AgentGraph;
import java.nio.file.Path;

/** Graphs with everything that is hard to write down. */
final class Graphs {

    private Graphs() {}

    /** Three agents of a shop. */
    static GraphView shop(Path directory) {
        return view(new Workshop(directory).shop());
    }

    /**
     * Names that are words of other languages, events that go round, recursive payloads, two topics
     * of one last name, one that only the outside publishes to, and patterns.
     */
    static GraphView hard(Path directory) {
        return view(
                new Workshop(directory)
                        .source("End.java", END)
                        .source("Graph.java", GRAPH)
                        .source("Other.java", OTHER));
    }

    private static GraphView view(Workshop workshop) {
        AgentGraph graph = workshop.build().orThrow().graph();
        return GraphView.of(graph, "a \"hard\" \\ one");
    }

    private static final String END =
            """
            @Agent(name = "end") @DependsOn("graph") @Publishes("/A.B")
            public class End {
                public record Tree(String label, List<Tree> children, Optional<Tree> next) {}
                @SchemaMethod @Publishes(value = "/Tree/Grown", key = "/label")
                public Tree grow(Tree tree, @Default("3") int times, Map<String, Tree> more) {
                    return tree;
                }
                @SchemaMethod @Publishes("/Forest/Grown") public List<Tree> forest() {
                    return List.of();
                }
                @SchemaMethod public void send(String send) {}
                @Subscribes(value = "/Tree/Cut", filter = "payload.kind == 'ONE'")
                @Publishes("/Tree/Grown")
                public Tree again(Graph.Cut cut) { return null; }
            }
            """;

    private static final String GRAPH =
            """
            @Agent(name = "graph") @Contract(version = "2.1.0", stability = Contract.Stability.BETA)
            public class Graph {
                public enum Kind { ONE, TWO }
                public record Cut(Kind kind, @Default("{\\"x\\":1}") Point at, Point other) {}
                public record Point(int x) {}
                @Subscribes("/Tree/*") @Publishes("/Tree/Cut")
                public Cut cut(Event event) { return null; }
                @Subscribes(value = "/Nobody/*/Knows/**", id = "wild card!")
                public void wild(Object o) {}
                @Subscribes("/From/Outside") public void outside(Cut cut) {}
                @Subscribes("/A/B") public void ab(String text) {}
                @Subscribes("/A.B") public void adotb(String text) {}
            }
            """;

    /** A second type named Point, which must not be taken for the first. */
    private static final String OTHER =
            """
            @Agent public class Other {
                public record Tree(int height) {}
                @SchemaMethod @Publishes("/Other/Grown") public Tree grow(List<Tree> trees) {
                    return null;
                }
                @Subscribes(value = "/Tree/*", id = "all", priority = Priority.HIGH)
                public void all(Event event) {}
            }
            """;
}
