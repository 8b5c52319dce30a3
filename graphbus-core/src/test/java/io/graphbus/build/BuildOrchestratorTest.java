package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.FileTree;
import io.graphbus.model.AgentGraph.EdgeKind;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildOrchestratorTest {

    @TempDir Path root;

    private Workshop workshop() {
        return new Workshop(root);
    }

    @Test
    void theHelloExampleHasFourAgentsOneTopicAndOneSubscription() {
        Path hello = Path.of(System.getProperty("graphbus.root", ".."), "examples/hello-graphbus");
        BuildResult result =
                BuildOrchestrator.build(
                        BuildRequest.of(hello.resolve("agents")).output(root.resolve("out")));
        assertThat(result.problems()).isEmpty();
        assertThat(result.summary().agents()).isEqualTo(4);
        assertThat(result.summary().topics()).isEqualTo(1);
        assertThat(result.summary().subscriptions()).isEqualTo(1);
        assertThat(result.artifacts().resolve("build_summary.json")).exists();
    }

    @Test
    void theGraphThatIsReadEqualsTheGraphThatWasBuilt() {
        BuildResult result = workshop().shop().build().orThrow();
        ArtifactDirectory read = ArtifactDirectory.read(workshop().artifacts());
        assertThat(read.graph()).isEqualTo(result.graph());
        assertThat(read.graph().edges()).isEqualTo(result.graph().edges());
        assertThat(read.summary()).isEqualTo(result.summary());
        assertThat(read.summary().builtAt()).isEqualTo(Workshop.NOW);
    }

    @Test
    void agentsKnowWhereTheyAreDeclared() {
        BuildResult result = workshop().shop().build();
        var orders = result.graph().agent("Orders").orElseThrow();
        assertThat(orders.source().file()).isEqualTo("shop/Orders.java");
        assertThat(orders.source().line()).isEqualTo(3);
        assertThat(orders.source().code()).contains("record Order");
        assertThat(orders.method("order").orElseThrow().line()).isEqualTo(6);
    }

    @Test
    void dependenciesStartFirst() {
        Workshop w =
                workshop()
                        .source("A.java", "@Agent public class A {}")
                        .source("B.java", "@Agent @DependsOn(\"A\") public class B {}")
                        .source("C.java", "@Agent @DependsOn(\"B\") public class C {}");
        assertThat(w.build().graph().activationOrder()).containsExactly("A", "B", "C");
        assertThat(w.build().graph().edges()).allMatch(e -> e.kind() == EdgeKind.DEPENDS_ON);
    }

    @Test
    void aCircleOfDependenciesNamesItsAgents() {
        Problem problem =
                workshop()
                        .source("A.java", "@Agent @DependsOn(\"B\") public class A {}")
                        .source("B.java", "@Agent @DependsOn(\"A\") public class B {}")
                        .problem(ProblemCode.DEPENDENCY_CYCLE);
        assertThat(problem.message()).contains("A -> B -> A");
        assertThat(root.resolve(".graphbus")).doesNotExist();
    }

    @Test
    void anErrorInTheSourcesNamesItsPlaceAndLeavesTheOldArtifacts() throws IOException {
        Workshop w = workshop().shop();
        w.build().orThrow();
        String before = Files.readString(w.artifacts().resolve("build_summary.json"));
        w.source("shop/Bad.java", "package shop;\npublic class Bad {\n    int x = \"text\";\n}");
        Problem problem = w.problem(ProblemCode.COMPILE_ERROR);
        assertThat(problem.where()).isEqualTo("shop/Bad.java:3:13");
        assertThat(problem.message()).contains("incompatible types");
        assertThat(w.artifacts().resolve("build_summary.json")).hasContent(before);
    }

    @Test
    void syntaxErrorsOfAllFilesAreReportedTogether() {
        BuildResult result =
                workshop()
                        .source("A.java", "@Agent public class A { void m( }")
                        .source("B.java", "@Agent public class B { int }")
                        .build();
        assertThat(result.succeeded()).isFalse();
        assertThat(result.errors())
                .extracting(p -> p.where().split(":")[0])
                .contains("A.java", "B.java");
        assertThatThrownBy(result::orThrow).isInstanceOf(GraphBusException.class);
    }

    @Test
    void twoAgentsOfOneNameAreBothNamedWhateverTheirCase() {
        Problem problem =
                workshop()
                        .source(
                                "a/One.java",
                                "package a; @Agent(name = \"Twin\") public class One {}")
                        .source(
                                "b/Two.java",
                                "package b;\n@Agent(name = \"twin\")\npublic class Two {}")
                        .problem(ProblemCode.DUPLICATE_AGENT);
        assertThat(problem.message()).contains("a/One.java:1", "b/Two.java:3");
    }

    @Test
    void oneClassInTwoFilesIsNamedWithBothFiles() {
        Problem problem =
                workshop()
                        .source("x/Same.java", "@Agent public class Same {}")
                        .source("y/Same.java", "@Agent public class Same {}")
                        .problem(ProblemCode.DUPLICATE_AGENT);
        assertThat(problem.message()).contains("x/Same.java:1", "y/Same.java:1");
    }

    @Test
    void aMissingDirectoryTellsHowToCreateAProject() {
        BuildResult result = BuildOrchestrator.build(BuildRequest.of(root.resolve("nowhere")));
        assertThat(result.errors())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.DIRECTORY_MISSING);
        assertThat(result.errors().get(0).hint()).contains("graphbus init");
    }

    @Test
    void aDirectoryWithoutAgentsIsAFinding() {
        Problem problem =
                workshop().source("A.java", "public class A {}").problem(ProblemCode.NO_AGENTS);
        assertThat(problem.hint()).contains("@Agent");
    }

    @Test
    void aPublishedTopicWithoutSubscriberIsInTheTopicsAndInTheContract() {
        Workshop w =
                workshop()
                        .source(
                                "Shop.java",
                                "@Agent public class Shop { public record O(String id) {}"
                                        + " @SchemaMethod @Publishes(\"/Order/Created\")"
                                        + " public O order(String id) { return new O(id); } }");
        BuildResult result = w.build().orThrow();
        ArtifactDirectory read = ArtifactDirectory.read(result.artifacts());
        assertThat(read.graph().topics())
                .extracting(t -> t.name())
                .containsExactly("/Order/Created");
        assertThat(read.contracts().get("Shop-1.0.0.json"))
                .contains("\"publishes\":{\"/Order/Created\":{\"payload\":");
        assertThat(result.problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.NO_SUBSCRIBER);
    }

    @Test
    void checkingOnlyWritesNothing() {
        Workshop w = workshop().shop();
        assertThat(BuildOrchestrator.build(w.request().checkOnly(true)).succeeded()).isTrue();
        assertThat(w.artifacts()).doesNotExist();
    }

    @Test
    void twoProcessesWriteTheSameBytes() throws Exception {
        Workshop w = workshop().shop();
        Path first = buildElsewhere(w, root.resolve("first"));
        Path second = buildElsewhere(w, root.resolve("second"));
        assertThat(FileTree.files(first)).isEqualTo(FileTree.files(second)).hasSizeGreaterThan(10);
        for (String file : FileTree.files(first)) {
            if (!file.equals("build_summary.json")) {
                assertThat(first.resolve(file)).hasSameBinaryContentAs(second.resolve(file));
            }
        }
        assertThat(ArtifactDirectory.read(first).summary().artifactHash())
                .isEqualTo(ArtifactDirectory.read(second).summary().artifactHash());
    }

    private static Path buildElsewhere(Workshop w, Path output) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                BuildOrchestratorTest.class.getName(),
                                w.agents().toString(),
                                output.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output;
    }

    /** What the other processes run. */
    public static void main(String[] arguments) {
        BuildOrchestrator.build(
                        BuildRequest.of(Path.of(arguments[0])).output(Path.of(arguments[1])))
                .orThrow();
    }

    @Test
    void classDirectoriesAndJarsGiveTheSameAgents() throws Exception {
        Workshop w = workshop().shop();
        BuildResult fromSources = w.build().orThrow();
        Path classes = w.artifacts().resolve("classes");
        BuildResult fromClasses =
                BuildOrchestrator.build(BuildRequest.of(classes).output(root.resolve("c")))
                        .orThrow();
        assertThat(fromClasses.graph().agentNames()).isEqualTo(fromSources.graph().agentNames());
        assertThat(fromClasses.graph().edges()).isEqualTo(fromSources.graph().edges());

        Path jar = Jars.of(root.resolve("agents.jar"), classes, "");
        BuildResult fromJar =
                BuildOrchestrator.build(BuildRequest.of(jar).output(root.resolve("j"))).orThrow();
        assertThat(fromJar.graph()).isEqualTo(fromClasses.graph());
    }

    @Test
    void aBootJarBringsItsLibraries() throws Exception {
        Workshop library = new Workshop(root.resolve("library"));
        library.source("lib/Price.java", "package lib; public record Price(int cents) {}")
                .source("lib/Any.java", "package lib; @Agent public class Any {}");
        library.build().orThrow();
        Path libraryJar =
                Jars.of(root.resolve("price.jar"), library.artifacts().resolve("classes"), "");
        Workshop w =
                workshop()
                        .source(
                                "app/Shop.java",
                                "package app; @Agent public class Shop { @SchemaMethod"
                                        + " public lib.Price price() { return new lib.Price(1); } }");
        BuildResult built =
                BuildOrchestrator.build(w.request().classpath(List.of(libraryJar))).orThrow();
        Path boot =
                Jars.boot(
                        root.resolve("boot.jar"), built.artifacts().resolve("classes"), libraryJar);
        BuildResult fromBoot =
                BuildOrchestrator.build(BuildRequest.of(boot).output(root.resolve("b"))).orThrow();
        assertThat(fromBoot.graph().agentNames()).containsExactly("Shop");
        ArtifactDirectory read = ArtifactDirectory.read(fromBoot.artifacts());
        assertThat(read.libraries())
                .extracting(p -> p.getFileName().toString())
                .containsExactly("000-price.jar");
        try (var loader = read.classLoader(getClass().getClassLoader())) {
            assertThat(loader.loadClass("lib.Price").getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void aMissingLibraryIsAProblemOfTheClassPath() {
        BuildRequest request =
                workshop().shop().request().classpath(List.of(Path.of("nowhere.jar")));
        assertThat(BuildOrchestrator.build(request).errors())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INPUT_UNREADABLE);
    }

    @Test
    void somethingThatIsNoJarIsUnreadable() {
        Path file = workshop().file("note.txt", "hello").agents().resolveSibling("note.txt");
        assertThat(BuildOrchestrator.build(BuildRequest.of(file)).errors())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.INPUT_UNREADABLE);
    }

    @Test
    void anAgentWhoseClassNeedsWhatIsNotThereIsNamed() throws IOException {
        Workshop w =
                workshop()
                        .source("Base.java", "public class Base {}")
                        .source("A.java", "@Agent public class A extends Base {}");
        Path classes = w.build().orThrow().artifacts().resolve("classes");
        Files.delete(classes.resolve("Base.class"));
        assertThat(
                        BuildOrchestrator.build(BuildRequest.of(classes).output(root.resolve("o")))
                                .errors())
                .anySatisfy(
                        p -> {
                            assertThat(p.where()).isEqualTo("A");
                            assertThat(p.message()).contains("Base");
                            assertThat(p.hint()).contains("--classpath");
                        });
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        Workshop w = workshop().shop();
        Path elsewhere = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(
                elsewhere.resolve("Linked.java"),
                "import io.graphbus.agent.*; @Agent public class Linked {}");
        Files.createSymbolicLink(w.agents().resolve("linked"), elsewhere);
        Files.createSymbolicLink(w.agents().resolve("circle"), w.agents());
        Files.createSymbolicLink(w.agents().resolve("dangling"), root.resolve("gone"));
        assertThat(w.build().orThrow().graph().agentNames()).contains("Linked", "Orders");
    }

    @Test
    void resourcesBesideTheSourcesAreKept() {
        Workshop w =
                workshop().shop().file("agents/shop/words.txt", "hello").file("agents/.git/x", "");
        assertThat(w.build().artifacts().resolve("classes/shop/words.txt")).hasContent("hello");
        assertThat(w.artifacts().resolve("classes/.git")).doesNotExist();
    }

    @Test
    void anOutputThatHoldsOtherThingsIsNotReplaced() {
        Workshop w = workshop().shop().file("precious/letter.txt", "dear");
        BuildResult result = BuildOrchestrator.build(w.request().output(root.resolve("precious")));
        assertThat(result.errors())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.OUTPUT_NOT_WRITABLE);
        assertThat(root.resolve("precious/letter.txt")).exists();
    }

    @Test
    void sourcesTooDeepForTheCompilerAreAProblem() {
        String deep = "class A { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }";
        Problem problem = workshop().source("A.java", deep).problem(ProblemCode.COMPILE_ERROR);
        assertThat(problem.message()).contains("nested too deeply");
        assertThat(problem.hint()).isNotEmpty();
    }
}
