package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.build.BuildListener.Phase;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build takes over from the one before, and when it takes over nothing. */
class TakenOverTest {

    @TempDir Path root;

    private Workshop workshop;

    @BeforeEach
    void buildOnce() {
        workshop =
                new Workshop(root)
                        .shop()
                        .source("x/Alone.java", "package x; @Agent public class Alone {}");
        workshop.build().orThrow();
    }

    private BuildResult build(BuildRequest request) {
        return BuildOrchestrator.build(request).orThrow();
    }

    private BuildResult.Work work() {
        return build(workshop.request()).work();
    }

    private Path artifact(String name) {
        return workshop.artifacts().resolve(name);
    }

    @Test
    void nothingIsDoneWhenNothingHasChanged() throws IOException {
        FileTime before = Files.getLastModifiedTime(artifact("graph.json"));
        Object place = Files.readAttributes(workshop.artifacts(), "unix:ino").get("ino");
        Set<Phase> phases = new TreeSet<>();
        BuildResult result =
                build(workshop.request().listener((phase, done, total) -> phases.add(phase)));
        assertThat(result.work()).isEqualTo(new BuildResult.Work(true, 0, 4));
        assertThat(phases).isEmpty();
        assertThat(result.graph().agentNames())
                .containsExactly("Alone", "Mailer", "Orders", "Stock");
        assertThat(result.summary().artifactHash()).isNotEmpty();
        assertThat(Files.getLastModifiedTime(artifact("graph.json"))).isEqualTo(before);
        assertThat(Files.readAttributes(workshop.artifacts(), "unix:ino").get("ino"))
                .isEqualTo(place);
    }

    @Test
    void oneChangedAgentIsCompiledAlone() {
        workshop.source(
                "x/Alone.java",
                "package x; @Agent public class Alone { @SchemaMethod public int n() { return 1; } }");
        BuildResult result = build(workshop.request());
        assertThat(result.work()).isEqualTo(new BuildResult.Work(false, 1, 4));
        assertThat(result.graph().agent("Alone").orElseThrow().methods()).hasSize(1);
    }

    @Test
    void whoTakesARecordIsCompiledWithIt() throws IOException {
        Path orders = workshop.agents().resolve("shop/Orders.java");
        Files.writeString(orders, Files.readString(orders).replace("(String id, @", "(long id, @"));
        BuildResult result = build(workshop.request());
        assertThat(result.work().compiled()).isEqualTo(2);
        assertThat(result.graph().agent("Mailer").orElseThrow().toString()).contains("integer");
    }

    @Test
    void aWarningStaysWhenItsSourceIsNotCompiledAgain() {
        workshop.source(
                "x/Old.java",
                "package x; @Agent public class Old { public abstract static class Shape { int x; }"
                        + " @SchemaMethod public void draw(Shape shape) {} }");
        build(workshop.request());
        workshop.source("x/Alone.java", "package x; @Agent public class Alone { int x; }");
        BuildResult result = build(workshop.request());
        assertThat(result.work().compiled()).isEqualTo(1);
        assertThat(result.problems())
                .extracting(problem -> problem.code())
                .contains(ProblemCode.UNREADABLE_TYPE);
    }

    @Test
    void artifactsThatWereTouchedAreBuiltAgain() throws IOException {
        Files.writeString(artifact("agents.json"), "\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(work().isPartial()).isFalse();
        Files.delete(artifact("classes/x/Alone.class"));
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 4, 4));
        assertThat(artifact("classes/x/Alone.class")).exists();
        Files.writeString(artifact("build_state.json"), "{");
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 4, 4));
        Files.writeString(
                artifact("build_state.json"),
                Files.readString(artifact("build_state.json")).replace("graphbus dev", "other "));
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 4, 4));
        assertThat(work().none()).isTrue();
    }

    @Test
    void anotherClassPathIsAReasonToBuildAll() throws IOException {
        Path library = Files.createDirectories(root.resolve("library"));
        List<BuildResult.Work> all = new ArrayList<>();
        all.add(build(workshop.request().classpath(List.of(library))).work());
        Files.writeString(library.resolve("words.txt"), "one");
        all.add(build(workshop.request().classpath(List.of(library))).work());
        all.add(build(workshop.request()).work());
        all.add(build(workshop.request().whole(true)).work());
        assertThat(all).containsOnly(new BuildResult.Work(false, 4, 4));
    }

    @Test
    void annotationsOfAPackageConcernEverybody() {
        workshop.file("agents/x/package-info.java", "/** One. */ package x;");
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 5, 5));
        workshop.file("agents/x/package-info.java", "/** Two. */ package x;");
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 5, 5));
    }

    @Test
    void classesInAndResourcesAreFollowedToo() throws IOException {
        workshop.file("agents/words.txt", "one");
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 0, 4));
        workshop.file("agents/words.txt", "two");
        assertThat(work()).isEqualTo(new BuildResult.Work(false, 0, 4));
        assertThat(artifact("classes/words.txt")).hasContent("two");
        BuildRequest again = BuildRequest.of(artifact("classes")).output(root.resolve("second"));
        build(again);
        assertThat(build(again).work().none()).isTrue();
    }
}
