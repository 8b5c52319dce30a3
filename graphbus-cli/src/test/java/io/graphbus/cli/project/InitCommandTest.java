package io.graphbus.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.artifact.FileTree;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(Template.class)
    void eachTemplateBecomesAProjectThatBuildsWithoutAWarning(Template template) throws Exception {
        Path project = directory.resolve("my-" + template.label());
        Result result = Cli.run("init", project, "--template", template.label());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Created my-" + template.label(), "Next:", "graphbus build agents")
                .contains("graphbus call ", "cd " + project);
        assertThat(FileTree.files(project))
                .contains("pom.xml", "README.md", ".gitignore", "tests/logback-test.xml")
                .anyMatch(file -> file.matches("agents/.*\\.java"))
                .anyMatch(file -> file.matches("tests/.*Test\\.java"));
        Result valid = Cli.run("validate", project.resolve("agents"), "--strict");
        assertThat(valid.code()).as(valid.out()).isZero();
        assertThat(valid.out()).startsWith("valid").doesNotContain("[");
    }

    @Test
    void theProjectHasTheNameItWasGiven() throws Exception {
        Path project = init("tea-shop");
        assertThat(Files.readString(project.resolve("README.md"))).startsWith("# tea-shop\n");
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains("<artifactId>tea-shop</artifactId>", "<name>tea-shop</name>")
                .doesNotContain(">basic<");
    }

    @Test
    void parentsThatAreMissingAreMade() {
        assertThat(init("some/where/shop").resolve("agents")).isDirectory();
    }

    @Test
    void aDirectoryThatExistsIsNotTouched() throws Exception {
        Path project = Files.createDirectory(directory.resolve("shop"));
        Files.writeString(project.resolve("README.md"), "mine");
        Result result = Cli.run("init", project);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("[ALREADY_EXISTS]", "nothing was changed", "--force");
        assertThat(FileTree.files(directory)).containsExactly("shop/README.md");
        assertThat(Files.readString(project.resolve("README.md"))).isEqualTo("mine");
    }

    @Test
    void forceReplacesWhatDiffersAndSaysSo() throws Exception {
        Path project = init("shop");
        Files.writeString(project.resolve("README.md"), "mine");
        Cli.sources(project, Map.of("agents/shop/Mine.java", "package shop; class Mine {}"));
        Result result = Cli.run("init", project, "--force");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines().filter(line -> line.contains("replaced")))
                .containsExactly("  replaced README.md");
        assertThat(Files.readString(project.resolve("README.md"))).startsWith("# shop");
        assertThat(project.resolve("agents/shop/Mine.java")).exists();
        assertNothingIsLeftBeside(project);
    }

    @Test
    void aDirectoryInTheWayOfAFileIsNotReplaced() throws Exception {
        Path project = Files.createDirectories(directory.resolve("shop/README.md")).getParent();
        Result result = Cli.run("init", project, "--force");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("[OUTPUT_NOT_WRITABLE]", "It is a directory");
        assertThat(FileTree.files(directory)).isEmpty();
    }

    @Test
    void whatFailsHalfwayIsUndone() throws Exception {
        Path project = Files.createDirectory(directory.resolve("shop"));
        Files.writeString(project.resolve(".gitignore"), "mine");
        Files.createDirectory(project.resolve("agents"));
        Files.writeString(project.resolve("tests"), "a file where a directory is needed");
        Result result = Cli.run("init", project, "--force");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("[OUTPUT_NOT_WRITABLE]", "Nothing was changed");
        assertThat(FileTree.files(project)).containsExactly(".gitignore", "tests");
        assertThat(Files.readString(project.resolve(".gitignore"))).isEqualTo("mine");
        assertThat(project.resolve("agents")).isEmptyDirectory();
        assertNothingIsLeftBeside(project);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (Path place : List.of(file.resolve("shop"), Path.of("/proc/nothing/shop"))) {
            Result result = Cli.run("init", place);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("[OUTPUT_NOT_WRITABLE]", "hint: Nothing was changed");
        }
        assertThat(Cli.run("init", file).err()).contains("[ALREADY_EXISTS]", "another name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1st", "-x y", "a b", "ä", "shop.", "<x>", "..", "/"})
    void namesThatMavenOrAShellWouldNotTakeAreRefused(String name) {
        Result result = Cli.run("init", "--", directory.resolve(name));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).containsAnyOf("[USAGE]", "[ALREADY_EXISTS]").contains("hint:");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anUnknownTemplateIsAnsweredWithTheNearest() {
        Result result = Cli.run("init", directory.resolve("shop"), "--template", "basik");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("Did you mean basic?", "basic, chatbot, etl, microservices, workflow");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shellsCompleteTemplates() {
        assertThat(Cli.run("completion", "fish").out())
                .contains("basic microservices etl chatbot workflow");
    }

    private Path init(String name) {
        Path project = directory.resolve(name);
        Result result = Cli.run("init", project);
        assertThat(result.code()).as(result.err()).isZero();
        return project;
    }

    private static void assertNothingIsLeftBeside(Path project) throws IOException {
        try (Stream<Path> children = Files.list(project)) {
            assertThat(children.map(child -> child.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".graphbus-"));
        }
    }
}
