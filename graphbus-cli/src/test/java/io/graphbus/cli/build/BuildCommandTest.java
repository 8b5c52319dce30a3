package io.graphbus.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import io.graphbus.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommandTest {

    @TempDir private Path directory;

    @Test
    void theHelloExampleBecomesArtifacts() throws IOException {
        Path artifacts = directory.resolve("out");
        Result result = Cli.run("build", Cli.HELLO, "-o", artifacts);
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("4 agents, 1 topic, 1 subscription");
        for (String name : new String[] {"graph", "agents", "topics", "build_summary"}) {
            Documents.parse(name, Files.readString(artifacts.resolve(name + ".json")));
        }
        var summary =
                Documents.parse("", Files.readString(artifacts.resolve("build_summary.json")));
        assertThat(summary.path("agents").asInt()).isEqualTo(4);
        assertThat(summary.path("topics").asInt()).isEqualTo(1);
        assertThat(summary.path("subscriptions").asInt()).isEqualTo(1);
    }

    @Test
    void theOutputIsBesideTheInputUnlessNamed() {
        Path agents = Cli.sources(directory.resolve("p/agents"), Map.of("A.java", agent("A", "")));
        assertThat(Cli.run("build", agents, "--validate", "-v").code()).isZero();
        assertThat(directory.resolve("p/.graphbus/graph.json")).exists();
    }

    @Test
    void twoBuildsAreByteForByteTheSame() throws IOException {
        Map<String, String> first = files(Cli.hello(directory.resolve("a")));
        assertThat(files(Cli.hello(directory.resolve("b")))).isEqualTo(first).isNotEmpty();
    }

    @Test
    void dependenciesStartFirst() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "C.java", agent("C", "@DependsOn(\"B\")"),
                                "B.java", agent("B", "@DependsOn(\"A\")"),
                                "A.java", agent("A", "")));
        assertThat(Cli.run("build", agents).code()).isZero();
        Result result =
                Cli.run("inspect", directory.resolve(".graphbus"), "--graph", "--format", "json");
        assertThat(result.json().path("graph").path("activationOrder"))
                .map(n -> n.asString())
                .containsExactly("A", "B", "C");
    }

    @Test
    void aLoopOfDependenciesIsNamedByBuildAndValidate() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "B.java", agent("B", "@DependsOn(\"A\")"),
                                "A.java", agent("A", "@DependsOn(\"B\")")));
        Result build = Cli.run("build", agents);
        assertThat(build.code()).isEqualTo(1);
        assertThat(build.err()).contains("DEPENDENCY_CYCLE").containsPattern("A.*B|B.*A");
        Result validate = Cli.run("validate", agents);
        assertThat(validate.code()).isEqualTo(1);
        assertThat(validate.out()).contains("DEPENDENCY_CYCLE").containsPattern("A.*B|B.*A");
        assertThat(directory.resolve(".graphbus")).doesNotExist();
    }

    @Test
    void aSyntaxErrorNamesItsPlaceAndLeavesOldArtifactsAlone() throws IOException {
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("A.java", agent("A", "")));
        assertThat(Cli.run("build", agents).code()).isZero();
        Map<String, String> before = files(directory.resolve(".graphbus"));
        Cli.sources(agents, Map.of("Broken.java", "public class Broken {\n  int x = ;\n}\n"));
        Result result = Cli.run("build", agents);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Broken.java:2:11: error [COMPILE_ERROR]");
        assertThat(result.out()).isEmpty();
        assertThat(files(directory.resolve(".graphbus"))).isEqualTo(before);
    }

    @Test
    void twoAgentsWithOneNameAreBothNamed() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "One.java", agent("One", ""),
                                "Two.java",
                                        agent("Two", "")
                                                .replace("@Agent", "@Agent(name = \"One\")")));
        Result result = Cli.run("build", agents);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("DUPLICATE_AGENT", "One.java", "Two.java");
    }

    @Test
    void aMissingDirectoryIsWrongUsageWithAHint() {
        Result result = Cli.run("build", directory.resolve("none"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("DIRECTORY_MISSING", "none", "hint:", "agents");
    }

    @Test
    void aDirectoryWithoutAgentsIsAFinding() {
        Path agents =
                Cli.sources(directory.resolve("agents"), Map.of("X.java", "public class X {}\n"));
        Result result = Cli.run("build", agents);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("NO_AGENTS", "@Agent");
    }

    @Test
    void anUnknownDependencyIsAnsweredWithTheNearestName() {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "Printer.java", agent("Printer", ""),
                                "A.java", agent("A", "@DependsOn(\"Pinter\")")));
        Result result = Cli.run("build", agents);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("UNKNOWN_DEPENDENCY", "Did you mean Printer?");
    }

    @Test
    void aPublishedTopicHasAContractAndStandsAmongTopicsWithoutSubscribers() throws IOException {
        String body =
                """
                import io.graphbus.agent.*;
                @Agent public class Shop {
                    public record Order(String id) {}
                    @SchemaMethod @Publishes("/Order/Created")
                    public Order order(String id) { return new Order(id); }
                }
                """;
        Path agents = Cli.sources(directory.resolve("agents"), Map.of("Shop.java", body));
        assertThat(Cli.run("build", agents).code()).isZero();
        Path artifacts = directory.resolve(".graphbus");
        assertThat(Files.readString(artifacts.resolve("contracts/Shop-1.0.0.json")))
                .contains("/Order/Created");
        assertThat(Files.readString(artifacts.resolve("topics.json"))).contains("/Order/Created");
    }

    @Test
    void classesAndJarsAreBuiltLikeSources() throws Exception {
        Path classes = Cli.hello(directory).resolve("classes");
        Path jar = directory.resolve("agents.jar");
        Process packed =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/jar").toString(),
                                "cf",
                                jar.toString(),
                                "-C",
                                classes.toString(),
                                ".")
                        .start();
        assertThat(packed.waitFor()).isZero();
        for (Path input : new Path[] {classes, jar}) {
            Result result = Cli.run("build", input, "-o", directory.resolve("out"));
            assertThat(result.out()).contains("4 agents, 1 topic, 1 subscription");
        }
    }

    @Test
    void aClassPathEntryThatIsMissingIsWrongUsage() {
        Result result = Cli.run("build", Cli.HELLO, "-o", directory, "--classpath", "no.jar");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("no.jar", "hint:");
    }

    static String agent(String name, String annotations) {
        return """
        import io.graphbus.agent.*;
        @Agent
        %s
        public class %s {
            @SchemaMethod
            public String hello(String name) { return "%s " + name; }
        }
        """
                .formatted(annotations, name, name);
    }

    /** Names and contents, without the file that may tell times. */
    private static Map<String, String> files(Path artifacts) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(artifacts)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("build_summary.json")) {
                    files.put(
                            artifacts.relativize(file).toString(),
                            java.util.Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }
}
