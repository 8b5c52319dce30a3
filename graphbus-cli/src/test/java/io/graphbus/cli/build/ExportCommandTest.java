package io.graphbus.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExportCommandTest {

    private static Path artifacts = Path.of("");

    @TempDir private Path directory;

    @BeforeAll
    static void build(@TempDir Path shared) throws IOException {
        artifacts = Cli.hello(Files.createDirectory(shared.resolve("hello")));
    }

    @ParameterizedTest
    @CsvSource({
        "mermaid, flowchart LR",
        "dot, digraph \"hello\" {",
        "asyncapi, \"asyncapi\" : \"3.0.0\"",
        "json-schema, https://json-schema.org/draft/2020-12/schema"
    })
    void everyFormatGoesToStdout(String format, String mark) {
        Result result = Cli.run("export", artifacts, "--format", format);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains(mark, "/Hello/MessageGenerated").doesNotEndWith("\n\n");
    }

    @ParameterizedTest
    @CsvSource({"mermaid", "dot", "asyncapi", "json-schema"})
    void aFileHoldsWhatWouldHaveGoneToStdout(String format) throws IOException {
        Path file = directory.resolve("new/deep/document");
        Result result = Cli.run("export", artifacts, "--format", format, "-o", file);
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Wrote " + format, "4 agents, 1 topic");
        assertThat(Files.readString(file))
                .isEqualTo(Cli.run("export", artifacts, "--format", format).out());
    }

    @Test
    void aFileIsReplacedAsAWholeAndLinksAreFollowed() throws IOException {
        Path file = Files.writeString(directory.resolve("old.dot"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link.dot"), file);
        assertThat(Cli.run("export", artifacts, "--format", "dot", "-o", link).code()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("digraph");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(file, link);
        }
    }

    @Test
    void aDirectoryIsNoFile() {
        Result result = Cli.run("export", artifacts, "--format", "dot", "-o", directory);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("OUTPUT_NOT_WRITABLE", "it is a directory");
    }

    @Test
    void aProjectStandsForItsArtifacts() {
        String expected = Cli.run("export", artifacts, "--format", "dot").out();
        assertThat(Cli.run("export", artifacts.getParent(), "--format", "DOT").out())
                .isEqualTo(expected);
        assertThat(Cli.run("export", "--artifacts", artifacts, "--format", "dot").out())
                .isEqualTo(expected);
    }

    @Test
    void oneAgentMayBeAskedFor() {
        JsonNode document =
                Cli.run("export", artifacts, "--format", "asyncapi", "--agent", "HelloService")
                        .json();
        assertThat(document.path("operations").propertyNames())
                .containsExactly(
                        "HelloService.generateMessage", "HelloService.send.MessageGenerated");
    }

    @Test
    void titleAndVersionsCanBeGiven() {
        JsonNode document =
                Documents.parse(
                        "stdout",
                        Cli.run(
                                        "export",
                                        artifacts,
                                        "--format=asyncapi",
                                        "--title=Shop",
                                        "--graph-version=1.2.3",
                                        "--asyncapi-version=3.1.0")
                                .out());
        assertThat(document.at("/info/title").asString()).isEqualTo("Shop");
        assertThat(document.at("/info/version").asString()).isEqualTo("1.2.3");
        assertThat(document.path("asyncapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void whatDoesNotExistIsNamed() {
        Result agent = Cli.run("export", artifacts, "--format", "dot", "--agent", "HeloService");
        assertThat(agent.code()).isEqualTo(1);
        assertThat(agent.err()).contains("UNKNOWN_AGENT", "Did you mean HelloService?");
        Result format = Cli.run("export", artifacts, "--format", "uml");
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains("mermaid", "json-schema");
        Result version =
                Cli.run("export", artifacts, "--format=asyncapi", "--asyncapi-version=2.6.0");
        assertThat(version.code()).isEqualTo(2);
        assertThat(version.err()).contains("3.0.0");
        assertThat(Cli.run("export", artifacts).code()).isEqualTo(2);
        assertThat(Cli.run("export", directory, "--format", "dot").code()).isEqualTo(2);
        assertThat(Cli.run("export", artifacts, "--artifacts", "x", "--format=dot").code())
                .isEqualTo(2);
    }
}
