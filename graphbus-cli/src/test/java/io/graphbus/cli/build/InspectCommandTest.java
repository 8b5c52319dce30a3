package io.graphbus.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class InspectCommandTest {

    private static Path artifacts = Path.of("");

    @BeforeAll
    static void build(@TempDir Path directory) {
        artifacts = Cli.hello(directory);
    }

    @Test
    void withoutAChoiceTheGraphIsDrawn() {
        Result result = Cli.run("inspect", artifacts);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "4 agents, 1 topic",
                        "HelloService → LoggerService → PrinterService → ArbiterService",
                        "└─ publishes /Hello/MessageGenerated",
                        "   └─ heard by LoggerService.logMessage");
    }

    @Test
    void everySectionIsATable() {
        Result result = Cli.run("inspect", artifacts, "--agents", "--topics", "--subscriptions");
        assertThat(result.out())
                .contains("AGENT", "METHODS", "TOPIC", "PUBLISHERS", "HANDLER", "HelloService");
    }

    @Test
    void oneAgentIsShownWithItsMethods() {
        assertThat(Cli.run("inspect", artifacts, "--agent", "HelloService").out())
                .contains("generateMessage(String name?): Greeting", "/Hello/MessageGenerated");
    }

    @Test
    void whatAnAgentPublishesByItselfIsShownToo(@TempDir Path directory) {
        String source =
                """
                import io.graphbus.agent.*;
                @Agent @Publishes("/Lab/Raw")
                public class Lab {
                    @SchemaMethod @Publishes("/Lab/Done") public String done() { return ""; }
                }
                """;
        Path agents = Cli.sources(directory, Map.of("Lab.java", source));
        Cli.run("build", agents, "-o", directory.resolve("out"));
        assertThat(Cli.run("inspect", directory.resolve("out"), "--agent", "Lab").out())
                .contains("─ publishes /Lab/Raw")
                .containsOnlyOnce("/Lab/Done");
    }

    @Test
    void jsonHasExactlyTheChosenKeysAndAgreesWithTheArtifacts() throws IOException {
        JsonNode all =
                Cli.run(
                                "inspect",
                                artifacts,
                                "--graph",
                                "--agents",
                                "--topics",
                                "--subscriptions",
                                "--agent",
                                "LoggerService",
                                "--format",
                                "json")
                        .json();
        assertThat(all.propertyNames())
                .containsExactly("graph", "agents", "topics", "subscriptions", "agent");
        assertThat(all.path("graph")).isEqualTo(read("graph.json"));
        assertThat(all.path("agents")).isEqualTo(read("agents.json").path("agents"));
        assertThat(all.path("topics")).isEqualTo(read("topics.json").path("topics"));
        assertThat(all.path("subscriptions")).hasSize(1);
        assertThat(all.path("subscriptions").path(0).path("agent").asString())
                .isEqualTo("LoggerService");
        assertThat(all.path("agent").path("name").asString()).isEqualTo("LoggerService");
    }

    @Test
    void yamlSaysTheSameAsJson() {
        Result json = Cli.run("inspect", artifacts, "--agents", "--format", "json");
        Result yaml = Cli.run("inspect", artifacts, "--agents", "--format", "yaml");
        assertThat(new YAMLMapper().readTree(yaml.out())).isEqualTo(json.json());
        assertThat(json.json().propertyNames()).containsExactly("agents");
    }

    @Test
    void textIsAnotherWordForTable() {
        assertThat(Cli.run("inspect", artifacts, "--format", "text").out())
                .isEqualTo(Cli.run("inspect", artifacts, "--format", "TABLE").out());
    }

    @Test
    void aProjectAndItsAgentsDirectoryStandForTheirArtifacts(@TempDir Path project) {
        Path agents =
                Cli.sources(
                        project.resolve("agents"),
                        java.util.Map.of("A.java", BuildCommandTest.agent("A", "")));
        assertThat(Cli.run("build", agents).code()).isZero();
        for (Path path : new Path[] {project, agents, project.resolve(".graphbus")}) {
            assertThat(Cli.run("inspect", path).out()).contains("1 agent, 0 topics");
        }
    }

    @Test
    void anUnknownAgentIsAnsweredWithTheNearest() {
        Result result = Cli.run("inspect", artifacts, "--agent", "HeloService");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("UNKNOWN_AGENT", "Did you mean HelloService?");
    }

    @Test
    void missingArtifactsAreListed(@TempDir Path directory) throws IOException {
        Path copy = Cli.hello(directory);
        Files.delete(copy.resolve("topics.json"));
        Files.delete(copy.resolve("agents.json"));
        for (String command : new String[] {"inspect", "run"}) {
            Result result = Cli.run(command, copy);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .contains("ARTIFACTS_MISSING", "agents.json", "topics.json")
                    .doesNotContain("graph.json");
        }
    }

    @Test
    void newerAndDamagedArtifactsAreRefused(@TempDir Path directory) throws IOException {
        Path copy = Cli.hello(directory);
        Path graph = copy.resolve("graph.json");
        String text = Files.readString(graph);
        Files.writeString(
                graph, text.replaceFirst("\"formatVersion\"\\s*:\\s*\\d+", "\"formatVersion\":99"));
        Result newer = Cli.run("inspect", copy);
        assertThat(newer.code()).isEqualTo(2);
        assertThat(newer.err()).contains("ARTIFACTS_NEWER", "graph.json");
        Files.writeString(graph, "{");
        Result damaged = Cli.run("inspect", copy);
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.err()).contains("ARTIFACTS_UNREADABLE", "graph.json");
    }

    private static JsonNode read(String file) throws IOException {
        return Documents.parse(file, Files.readString(artifacts.resolve(file)));
    }
}
