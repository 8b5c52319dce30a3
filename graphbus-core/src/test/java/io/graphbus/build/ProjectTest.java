package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.artifact.ArtifactDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {

    @TempDir Path root;

    @Test
    void aProjectAndItsAgentsMeanTheSame() {
        Workshop w = new Workshop(root).shop().file("tests/T.java", "broken");
        Project project = Project.resolve(root);
        assertThat(project).isEqualTo(Project.resolve(w.agents()));
        assertThat(project.agents()).isEqualTo(w.agents());
        assertThat(project.artifacts()).isEqualTo(w.artifacts());
        assertThat(project.outOfDate()).isTrue();
    }

    @Test
    void itIsBuiltOnlyWhenSomethingHasChanged() {
        Workshop w = new Workshop(root).shop();
        assertThat(Project.resolve(root).buildIfNeeded())
                .hasValueSatisfying(r -> assertThat(r.succeeded()).isTrue());
        assertThat(Project.resolve(root).outOfDate()).isFalse();
        assertThat(Project.resolve(root).buildIfNeeded()).isEmpty();
        w.source("shop/More.java", "package shop; @Agent public class More {}");
        assertThat(Project.resolve(root).outOfDate()).isTrue();
        Project.resolve(root).buildIfNeeded();
        assertThat(ArtifactDirectory.read(w.artifacts()).graph().agent("More")).isPresent();
    }

    @Test
    void artifactsNeedNoSources() throws IOException {
        Workshop w = new Workshop(root).shop();
        w.build().orThrow();
        assertThat(Project.resolve(w.artifacts()))
                .isEqualTo(new Project(null, w.artifacts(), false));
        Path copy = Files.createDirectories(root.resolve("copy"));
        Files.move(w.artifacts(), copy.resolve(".graphbus"));
        assertThat(Project.resolve(copy).artifacts()).isEqualTo(copy.resolve(".graphbus"));
        assertThat(Project.resolve(copy).buildIfNeeded()).isEmpty();
    }

    @Test
    void unreadableArtifactsAreBuiltAgain() {
        Workshop w = new Workshop(root).shop();
        w.build().orThrow();
        w.file(".graphbus/graph.json", "{");
        assertThat(Project.resolve(root).outOfDate()).isTrue();
    }

    @Test
    void aPackageCalledAgentsIsNoProject() {
        new Workshop(root)
                .file("agents/A.java", "package agents; public class A {}")
                .file("models/M.java", "package models; public class M {}");
        assertThat(Project.agentsDirectory(root)).isEqualTo(root);
    }

    @Test
    void whatCannotBeAPackageIsNoneOfTheProjectsOwn() {
        Workshop w =
                new Workshop(root).shop().file("version-1/shop/A.java", "package shop; class A {}");
        assertThat(Project.agentsDirectory(root)).isEqualTo(w.agents());
    }

    @Test
    void theDirectoryOneStandsInIsNoHiddenOne() {
        new Workshop(root).file("shop/A.java", "package shop; public class A {}");
        Path here = root.resolve(".");
        assertThat(Project.resolve(here).agents()).isEqualTo(here);
    }

    @Test
    void aMissingPathAndAnEmptyDirectoryAreProblems() {
        assertThatThrownBy(() -> Project.resolve(root.resolve("no")))
                .hasMessageContaining("there is no");
        assertThatThrownBy(() -> Project.resolve(root))
                .hasMessageContaining("neither artifacts nor agents");
    }
}
