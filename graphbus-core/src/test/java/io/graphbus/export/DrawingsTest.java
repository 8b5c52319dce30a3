package io.graphbus.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingsTest {

    @TempDir private Path directory;

    @Test
    void mermaidShowsTopicsBetweenAgents() {
        assertThat(GraphDocument.MERMAID.of(Graphs.shop(directory)))
                .startsWith("---\ntitle: \"a \\\"hard\\\" \\\\ one\"\n---\nflowchart LR\n")
                .contains(
                        "  a1[\"Orders\"]\n",
                        "  t3([\"/Order/Created\"])\n  a1 --> t3\n  t3 --> a0\n",
                        "  a1 -. needs .-> a2\n")
                .doesNotContain("loop");
    }

    @Test
    void mermaidReadsEveryName() throws Exception {
        String text = GraphDocument.MERMAID.of(Graphs.hard(directory));
        assertThat(text).contains("{{\"/Nobody/#42;/Knows/#42;#42;\"}}", "class a1,a2 loop");
        assertThat(Judge.faults("mermaid", text)).isEmpty();
        assertThat(Judge.faults("mermaid", text + "  a0[[[")).isNotEmpty();
    }

    @Test
    void dotShowsTopicsBetweenAgents() {
        assertThat(GraphDocument.DOT.of(Graphs.shop(directory)))
                .startsWith("digraph \"a \\\"hard\\\" \\\\ one\" {\n")
                .contains(
                        "  \"Orders\" [shape=box];\n",
                        "  \"Orders\" -> \"/Order/Created\";\n",
                        "  \"/Order/Created\" -> \"Mailer\";\n",
                        "  \"Orders\" -> \"Stock\" [style=dashed, label=\"needs\"];\n")
                .endsWith("}\n");
    }

    @Test
    void graphvizDrawsEveryName() throws Exception {
        String text = GraphDocument.DOT.of(Graphs.hard(directory));
        assertThat(text).contains("\"end\" [shape=box, color=red, penwidth=2]");
        assertThat(Judge.faults("dot", text)).isEmpty();
        assertThat(Judge.faults("dot", text.replace("}\n", ""))).isNotEmpty();
    }

    @Test
    void oneAgentIsDrawnWithItsNeighbours() {
        assertThat(GraphDocument.DOT.of(Graphs.shop(directory).only("Stock")))
                .contains("\"Orders\" -> \"Stock\"")
                .doesNotContain("Mailer", "/Order/Created");
    }
}
