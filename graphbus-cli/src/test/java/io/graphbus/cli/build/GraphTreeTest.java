package io.graphbus.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GraphTreeTest {

    private static final int COLUMNS = 60;

    @Test
    void dependenciesEventsAndLoopsAreDrawn() {
        JsonNode graph =
                parse(
                        """
                        {"activationOrder":["A","B","C"],"cycles":[["A","B"]],
                         "edges":[{"from":"C","to":"A","kind":"DEPENDS_ON"},
                                  {"from":"A","to":"B","kind":"EVENT","topic":"/T"}]}
                        """);
        List<JsonNode> topics =
                List.of(
                        topic("/T", List.of("A"), "B", "C"),
                        topic("/U", List.of("B"), "A"),
                        topic("/Outside", List.of(), "C"),
                        topic("/Unheard", List.of("C")));
        assertThat(new GraphTree(Style.PLAIN, 0, false).draw(graph, topics))
                .isEqualTo(
                        """
                        3 agents, 4 topics
                        activation order: A → B → C
                        A
                        └─ publishes /T
                           ├─ heard by B.on ↻
                           └─ heard by C.on
                        B
                        └─ publishes /U
                           └─ heard by A.on ↻
                        C
                        ├─ needs A
                        └─ publishes /Unheard
                        from outside
                        └─ /Outside
                           └─ heard by C.on
                        loop of events: A → B → A"""
                                .stripIndent());
    }

    @Test
    void nothingIsWiderThanTheTerminalAndNoAgentIsLeftOut() {
        List<String> names =
                IntStream.range(0, 1000)
                        .mapToObj("AgentWithANameOfSomeLength%d"::formatted)
                        .toList();
        String drawn = draw(names, false);
        assertThat(drawn.lines()).allSatisfy(line -> assertThat(visible(line)).hasSizeLessThan(61));
        List<String> lines = drawn.lines().map(GraphTreeTest::visible).toList();
        assertThat(lines).containsAll(names);
        assertThat(lines)
                .contains("   └─ … 991 more (-v shows all)")
                .anyMatch(line -> line.contains("… 961 more (-v shows all)"));
        assertThat(lines).hasSizeLessThan(1100);
    }

    @Test
    void verboseShowsLongListsToTheirEnd() {
        List<String> names = IntStream.range(0, 100).mapToObj("Agent%d"::formatted).toList();
        String drawn = draw(names, true);
        assertThat(drawn).doesNotContain("more (").contains("heard by").contains("Agent99.on");
        assertThat(drawn.lines()).allSatisfy(line -> assertThat(visible(line)).hasSizeLessThan(61));
    }

    @Test
    void whatIsPipedIsNeitherCutNorShortened() {
        List<String> names = IntStream.range(0, 100).mapToObj("Agent%d"::formatted).toList();
        JsonNode graph = Documents.tree(Map.of("activationOrder", names));
        String drawn =
                new GraphTree(Style.PLAIN, 0, false)
                        .draw(
                                graph,
                                List.of(
                                        topic(
                                                "/T",
                                                List.of("Agent0"),
                                                names.toArray(String[]::new))));
        assertThat(drawn)
                .contains("activation order: " + String.join(" → ", names) + "\n")
                .contains(names.stream().map("heard by %s.on"::formatted).toList());
    }

    private static String draw(List<String> names, boolean verbose) {
        JsonNode graph = Documents.tree(Map.of("activationOrder", names));
        JsonNode topic =
                topic(
                        "/A/Topic/With/A/Very/Long/Name/That/Does/Not/Fit/Into/Sixty/Columns",
                        List.of(names.getFirst()),
                        names.toArray(String[]::new));
        return new GraphTree(Style.COLOURED, COLUMNS, verbose).draw(graph, List.of(topic));
    }

    private static String visible(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    private static JsonNode topic(String name, List<String> publishers, String... subscribers) {
        List<Object> all = new ArrayList<>();
        for (String subscriber : subscribers) {
            all.add(Map.of("agent", subscriber, "handler", "on", "id", "on"));
        }
        return Documents.tree(Map.of("name", name, "publishers", publishers, "subscribers", all));
    }

    private static JsonNode parse(String text) {
        return Documents.parse("test", text.lines().collect(Collectors.joining()));
    }
}
