package io.graphbus.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildResult;
import io.graphbus.build.Workshop;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds replace artifacts, and nothing that somebody else has put down. */
class ForeignFilesTest {

    @TempDir Path root;
    private Workshop workshop;

    @BeforeEach
    void write() {
        workshop = new Workshop(root).shop();
    }

    private BuildResult buildTo(String output) {
        return BuildOrchestrator.build(workshop.request().output(root.resolve(output)));
    }

    @Test
    void aDirectoryWithAGraphOfItsOwnIsNotReplaced() {
        workshop.file("web/graph.json", "{}").file("web/index.html", "<p>mine</p>");
        assertThat(buildTo("web").errors())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.OUTPUT_NOT_WRITABLE);
                            assertThat(problem.message()).contains("index.html");
                        });
        assertThat(root.resolve("web/index.html")).hasContent("<p>mine</p>");
        assertThat(root.resolve("web/graph.json")).hasContent("{}");
    }

    @Test
    void notesAmongArtifactsAreNotDeleted() {
        buildTo("out").orThrow();
        workshop.file("out/notes.txt", "mine");
        assertThat(buildTo("out").errors()).hasSize(1);
        assertThat(root.resolve("out/notes.txt")).hasContent("mine");
    }

    @Test
    void artifactsThatLackAFileAreReplaced() throws IOException {
        buildTo("out").orThrow();
        Files.delete(root.resolve("out/graph.json"));
        buildTo("out").orThrow();
        assertThat(root.resolve("out/graph.json")).exists();
    }

    @Test
    void directoriesWithSimilarNamesAreLeftAlone() {
        workshop.file("out.old/letter.txt", "mine").file("out.tmp-letters/letter.txt", "mine");
        assertThat(buildTo("out").errors())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("out.old"));
        assertThat(root.resolve("out.old/letter.txt")).hasContent("mine");
        assertThat(root.resolve("out.tmp-letters/letter.txt")).hasContent("mine");
    }

    @Test
    void whatIsMerelyCalledOldIsNotRestored() {
        workshop.file("papers.old/letter.txt", "mine");
        assertThat(ArtifactDirectory.isArtifacts(root.resolve("papers"))).isFalse();
        assertThat(root.resolve("papers.old/letter.txt")).hasContent("mine");
    }

    @Test
    void artifactsAmongTheSourcesAreNotReadAsInput() {
        BuildResult first = buildTo("agents/out").orThrow();
        BuildResult second = buildTo("agents/out").orThrow();
        assertThat(second.summary().sourceHash()).isEqualTo(first.summary().sourceHash());
        assertThat(second.summary().artifactHash()).isEqualTo(first.summary().artifactHash());
    }

    @Test
    void aWriteThatFailsLeavesTheOldArtifactsAndNothingElse() throws IOException {
        buildTo("out").orThrow();
        Path out = root.resolve("out");
        ArtifactDirectory old = ArtifactDirectory.read(out);
        var unwritable =
                new ArtifactDirectory.Content(
                        old.graph(),
                        Map.of("no-such-directory/a.json", "{}"),
                        out.resolve("classes"),
                        out.resolve("generated-sources"),
                        List.of(),
                        old.summary(),
                        "");
        assertThatThrownBy(() -> ArtifactDirectory.write(out, unwritable))
                .hasMessageContaining("OUTPUT_NOT_WRITABLE");
        assertThat(ArtifactDirectory.read(out).graph()).isEqualTo(old.graph());
        try (var files = Files.list(root)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("agents", "out");
        }
    }
}
