package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildResult;
import io.graphbus.build.Workshop;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactDirectoryTest {

    @TempDir Path root;
    private Workshop workshop;
    private Path artifacts;

    @BeforeEach
    void build() {
        workshop = new Workshop(root).shop();
        workshop.build().orThrow();
        artifacts = workshop.artifacts();
    }

    private Problem problem() {
        try {
            ArtifactDirectory.read(artifacts);
        } catch (GraphBusException e) {
            return e.problem();
        }
        throw new AssertionError("the artifacts were read");
    }

    @Test
    void missingFilesAreListedByTheirExactNames() throws IOException {
        Files.delete(artifacts.resolve("graph.json"));
        Files.delete(artifacts.resolve("topics.json"));
        assertThat(problem().code()).isEqualTo(ProblemCode.ARTIFACTS_MISSING);
        assertThat(problem().message()).endsWith(" lacks graph.json, topics.json");
        assertThat(problem().hint()).contains("graphbus build");
    }

    @Test
    void aMissingContractIsListedToo() throws IOException {
        Files.delete(artifacts.resolve("contracts/Stock-1.2.0.json"));
        assertThat(problem().message()).endsWith(" lacks contracts/Stock-1.2.0.json");
    }

    @Test
    void aDirectoryThatDoesNotExistHasNoArtifacts() {
        artifacts = root.resolve("nothing");
        assertThat(problem().message()).contains("there are no artifacts in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph.json", "agents.json", "topics.json", "build_summary.json"})
    void aNewerFormatIsRefusedByName(String file) throws IOException {
        Path path = artifacts.resolve(file);
        String text = Files.readString(path);
        Files.writeString(path, text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
        assertThat(problem().code()).isEqualTo(ProblemCode.ARTIFACTS_NEWER);
        assertThat(problem().message())
                .isEqualTo(file + " has format 2, but this GraphBus reads formats up to 1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "graph.json, {",
                "agents.json, []",
                "topics.json, {}",
                "graph.json, |{\"formatVersion\":1}|",
                "agents.json, |{\"formatVersion\":1,\"agents\":[{\"name\":\"A\"}]}|",
                "topics.json, |{\"formatVersion\":1,\"topics\":7}|",
                "build_summary.json, |{\"formatVersion\":1,\"problems\":[]}|"
            })
    void aCorruptFileIsUnreadable(String file, String text) throws IOException {
        Files.writeString(artifacts.resolve(file), text);
        assertThat(problem().code()).isEqualTo(ProblemCode.ARTIFACTS_UNREADABLE);
        assertThat(problem().message()).startsWith(file + " cannot be read: ");
    }

    @Test
    void aFileThatIsNoTextOrHoldsImpossibleValuesIsUnreadable() throws IOException {
        Path agents = artifacts.resolve("agents.json");
        String text = Files.readString(agents);
        Files.writeString(
                agents,
                text.replace("\"contractVersion\" : \"1.2.0\"", "\"contractVersion\" : \"x\""));
        assertThat(problem().code()).isEqualTo(ProblemCode.ARTIFACTS_UNREADABLE);
        Files.write(agents, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(problem().message()).contains("UTF-8");
    }

    @Test
    void aReaderRestoresWhatADyingWriterLeft() throws IOException {
        Files.move(artifacts, root.resolve(".graphbus.old"));
        assertThat(ArtifactDirectory.find(root.resolve("agents"))).contains(artifacts);
        assertThat(ArtifactDirectory.read(artifacts).graph().agentNames()).hasSize(3);
        assertThat(root.resolve(".graphbus.old")).doesNotExist();
    }

    @Test
    void leftoversOfDeadWritersAreRemoved() throws IOException {
        Files.createDirectories(root.resolve(".graphbus.tmp-1/classes"));
        Files.createDirectories(root.resolve(".graphbus.old/classes"));
        BuildOrchestrator.build(workshop.request().whole(true)).orThrow();
        assertThat(root.resolve(".graphbus.tmp-1")).doesNotExist();
        assertThat(root.resolve(".graphbus.old")).doesNotExist();
    }

    @Test
    void theNearestArtifactsAreFoundUpwards() throws IOException {
        Path below = Files.createDirectories(root.resolve("a/b/c"));
        assertThat(ArtifactDirectory.find(below)).contains(artifacts);
        FileTree.delete(artifacts);
        assertThat(ArtifactDirectory.find(below)).isNotEqualTo(java.util.Optional.of(artifacts));
        FileTree.delete(artifacts);
    }

    @Test
    void buildsAtTheSameTimeDoNotTear() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<BuildResult>> builds =
                    IntStream.range(0, 8)
                            .<Callable<BuildResult>>mapToObj(
                                    i -> () -> BuildOrchestrator.build(workshop.request()))
                            .collect(Collectors.toList());
            for (Future<BuildResult> result : pool.invokeAll(builds)) {
                assertThat(result.get().succeeded()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        ArtifactDirectory read = ArtifactDirectory.read(artifacts);
        assertThat(FileTree.hash(artifacts, Set.of("build_summary.json", "build_state.json")))
                .isEqualTo(read.summary().artifactHash());
        try (var children = Files.list(root)) {
            assertThat(children.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("agents", ".graphbus");
        }
    }

    @Test
    void aRunningGraphKeepsItsClassesWhileTheyAreBuiltAgain() throws Exception {
        ArtifactDirectory before = ArtifactDirectory.read(artifacts);
        try (ArtifactClassLoader loader = before.classLoader(getClass().getClassLoader())) {
            FileTree.delete(artifacts);
            var stock = before.graph().agent("Stock").orElseThrow();
            assertThat(loader.agentClass(stock).getClassLoader()).isSameAs(loader);
            assertThat(loader.dispatcherClass(stock).getName()).isEqualTo("stock.StockDispatcher_");
            assertThat(loader.getResourceAsStream("stock/Stock.class")).isNotNull();
            assertThat(loader.getResourceAsStream("nothing")).isNull();
            assertThat(loader.loadClass(Problem.class.getName())).isSameAs(Problem.class);
        }
    }

    @Test
    void isolatedAgentsSeeOnlyWhatTheyAreWrittenAgainst() throws Exception {
        ArtifactDirectory read = ArtifactDirectory.read(artifacts);
        List<Integer> changed = new ArrayList<>();
        try (ArtifactClassLoader loader =
                read.isolatedLoader(
                        bytes -> {
                            changed.add(bytes.length);
                            return bytes;
                        })) {
            var stock = read.graph().agent("Stock").orElseThrow();
            assertThat(loader.agentClass(stock).getClassLoader()).isSameAs(loader);
            assertThat(changed).isNotEmpty();
            assertThat(loader.loadClass(Problem.class.getName())).isSameAs(Problem.class);
            assertThat(loader.loadClass("org.slf4j.Logger")).isNotNull();
            assertThat(loader.loadClass("com.sun.source.tree.Tree")).isNotNull();
            assertThatThrownBy(() -> loader.loadClass(getClass().getName()))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThatThrownBy(() -> loader.loadClass("org.assertj.core.api.Assertions"))
                    .isInstanceOf(ClassNotFoundException.class);
            assertThat(loader.getResource("org/assertj/core/api/Assertions.class")).isNull();
            assertThat(
                            loader.getResources("org/assertj/core/api/Assertions.class")
                                    .hasMoreElements())
                    .isFalse();
        }
    }

    @Test
    void aClassThatIsGoneIsAProblemOfTheArtifacts() throws Exception {
        Files.delete(artifacts.resolve("classes/stock/StockDispatcher_.class"));
        ArtifactDirectory read = ArtifactDirectory.read(artifacts);
        try (ArtifactClassLoader loader = read.classLoader(getClass().getClassLoader())) {
            assertThatThrownBy(
                            () -> loader.dispatcherClass(read.graph().agent("Stock").orElseThrow()))
                    .isInstanceOf(GraphBusException.class)
                    .hasMessageContaining("stock.StockDispatcher_");
        }
    }

    @Test
    void theRootOfAllFilesIsNeverReplaced() {
        Path top = root.getRoot();
        assertThat(ArtifactDirectory.isArtifacts(top)).isFalse();
        assertThat(BuildOrchestrator.build(workshop.request().output(top)).errors())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.OUTPUT_NOT_WRITABLE);
    }
}
