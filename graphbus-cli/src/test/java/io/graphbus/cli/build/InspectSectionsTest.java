package io.graphbus.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every choice of sections in every form says what the artifacts say. */
class InspectSectionsTest {

    private static final List<String> SECTIONS =
            List.of("graph", "agents", "topics", "subscriptions", "agent");

    private static Path artifacts = Path.of("");

    @BeforeAll
    static void build(@TempDir Path directory) {
        String ping =
                """
                import io.graphbus.agent.*;
                @Agent(description = "yes: \\"no\\" # - 'ü' \\\\ 1e3") @DependsOn("Pong")
                public class Ping {
                    public record Ball(int hits, java.util.List<Ball> more) {}
                    @SchemaMethod @Publishes(value = "/Ball/Hit", key = "/hits")
                    public Ball hit(@Default("null") String by, int hits) { return null; }
                    @Subscribes(value = "/Ball/*", filter = "payload.hits > 3", id = "0123")
                    public void back(Ball ball) {}
                    @Subscribes(value = "/Game/**", retry = @Retry(retries = 2, delay = "10s"))
                    public void any(Event event) {}
                }
                """;
        String pong =
                """
                import io.graphbus.agent.*;
                @Agent(name = "Pong") @Contract(version = "1.10.0")
                public class Back {
                    @Subscribes("/Ball/Hit") @Publishes("/Ball/Back")
                    public Ping.Ball back(Ping.Ball ball) { return ball; }
                    @Subscribes("/From/Outside") public void outside(String text) {}
                }
                """;
        Path agents = Cli.sources(directory, Map.of("Ping.java", ping, "Back.java", pong));
        artifacts = directory.resolve("out");
        Result built = Cli.run("build", agents, "-o", artifacts);
        assertThat(built.code()).as(built.err()).isZero();
    }

    static List<List<String>> choices() {
        return IntStream.range(0, 1 << SECTIONS.size())
                .mapToObj(
                        bits ->
                                IntStream.range(0, SECTIONS.size())
                                        .filter(i -> (bits >> i & 1) == 1)
                                        .mapToObj(SECTIONS::get)
                                        .toList())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void jsonAndYamlOfEveryChoiceAgreeWithTheArtifacts(List<String> choice) throws IOException {
        JsonNode json = Documents.parse("json", inspect(choice, "json"));
        JsonNode yaml = new YAMLMapper().readTree(inspect(choice, "yaml"));
        assertThat(yaml).isEqualTo(json);
        List<String> expected = choice.isEmpty() ? List.of("graph") : choice;
        assertThat(json.propertyNames()).containsExactlyElementsOf(expected);
        for (String section : expected) {
            assertThat(json.path(section)).as(section).isEqualTo(expected(section));
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void theTableOfEveryChoiceHasAllItsNames(List<String> choice) throws IOException {
        String text = inspect(choice, "table");
        for (String section : choice) {
            String name = section.equals("topics") ? "/From/Outside" : "Ping";
            assertThat(text).contains(name);
        }
    }

    @Test
    void theFilesAgreeWithEachOther() throws IOException {
        JsonNode graph = read("graph.json");
        Set<String> agents = names(read("agents.json").path("agents"));
        assertThat(names(graph.path("nodes"))).isEqualTo(agents);
        assertThat(GraphViews.strings(graph.path("activationOrder")))
                .containsExactlyInAnyOrderElementsOf(agents);
        Set<String> edges = new HashSet<>();
        for (JsonNode topic : read("topics.json").path("topics")) {
            for (JsonNode publisher : topic.path("publishers")) {
                for (JsonNode subscriber : topic.path("subscribers")) {
                    edges.add(
                            publisher.asString()
                                    + " "
                                    + subscriber.path("agent").asString()
                                    + " "
                                    + topic.path("name").asString());
                }
            }
        }
        for (JsonNode agent : read("agents.json").path("agents")) {
            String name = agent.path("name").asString();
            agent.path("dependencies").forEach(d -> edges.add(name + " " + d.asString() + " "));
        }
        Set<String> drawn = new HashSet<>();
        for (JsonNode edge : graph.path("edges")) {
            drawn.add(
                    edge.path("from").asString()
                            + " "
                            + edge.path("to").asString()
                            + " "
                            + edge.path("topic").asString(""));
        }
        assertThat(drawn).isEqualTo(edges);
    }

    private static JsonNode expected(String section) throws IOException {
        return switch (section) {
            case "graph" -> read("graph.json");
            case "agents", "topics" -> read(section + ".json").path(section);
            case "agent" -> agent("Ping");
            default -> subscriptions();
        };
    }

    private static JsonNode agent(String name) throws IOException {
        for (JsonNode agent : read("agents.json").path("agents")) {
            if (agent.path("name").asString().equals(name)) {
                return agent;
            }
        }
        throw new AssertionError(name);
    }

    private static JsonNode subscriptions() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode agent : read("agents.json").path("agents")) {
            for (JsonNode subscription : agent.path("subscriptions")) {
                all.add(
                        ((tools.jackson.databind.node.ObjectNode) subscription.deepCopy())
                                .put("agent", agent.path("name").asString()));
            }
        }
        return Documents.tree(all);
    }

    private static Set<String> names(JsonNode nodes) {
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> names.add(node.path("name").asString()));
        return names;
    }

    private static String inspect(List<String> choice, String format) {
        List<Object> words = new ArrayList<>(List.of("inspect", artifacts, "--format", format));
        for (String section : choice) {
            words.add("--" + section);
            if (section.equals("agent")) {
                words.add("Ping");
            }
        }
        Result result = Cli.run(words.toArray());
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private static JsonNode read(String file) throws IOException {
        return Documents.parse(file, Files.readString(artifacts.resolve(file)));
    }
}
