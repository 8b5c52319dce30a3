package io.graphbus.server.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildProblem;
import io.graphbus.server.build.upload.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class SourceBuildTest {

    private static final String GREETER =
            "import io.graphbus.agent.*;\n@Agent public class Greeter {\n"
                    + "@SchemaMethod public String greet(String name) { return name; }\n}\n";

    private final SourceBuild build = build(Duration.ofMinutes(1));

    @Test
    void sourcesBecomeArtifacts() {
        BuildOutcome outcome = build.build(sources("Greeter.java", GREETER));

        assertThat(outcome.archive()).isPresent();
        assertThat(outcome.artifactHash()).hasSize(64);
        assertThat(outcome.summary().agents()).isEqualTo(1);
    }

    @Test
    void equalSourcesGiveEqualArtifacts() {
        assertThat(build.build(sources("Greeter.java", GREETER)).artifactHash())
                .isEqualTo(build.build(sources("Greeter.java", GREETER)).artifactHash());
    }

    @Test
    void problemsNameThePlaceInTheUploadAndNothingOfTheServer() {
        BuildOutcome broken =
                build.build(sources("p/A.java", "package p;\nclass A { int x = y; }"));
        BuildOutcome empty = build.build(sources("A.java", "class A {}"));

        assertThat(broken.archive()).isEmpty();
        assertThat(broken.problems())
                .extracting(BuildProblem::where)
                .containsExactly("p/A.java:2:19");
        assertThat(empty.problems()).extracting(BuildProblem::code).containsExactly("NO_AGENTS");
        assertThat(empty.problems().toString())
                .doesNotContain(System.getProperty("java.io.tmpdir"));
    }

    @Test
    void nothingIsLeftInTheTemporaryDirectory() throws IOException {
        List<Path> before = scratchDirectories();

        build.build(sources("Greeter.java", GREETER));
        build.build(sources("A.java", "class A {"));

        assertThat(before).containsAll(scratchDirectories());
    }

    @Test
    void sourcesThatExhaustTheCompilerAreAFailedBuild() {
        String deep = "class A { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }";

        BuildOutcome outcome = build.build(sources("A.java", deep));

        assertThat(outcome.archive()).isEmpty();
        assertThat(outcome.problems()).isNotEmpty();
    }

    @Test
    void aStaticInitialiserDoesNotRunWhileBuilding() {
        System.clearProperty("graphbus.test.ran");
        String hostile =
                GREETER.replace(
                        "@SchemaMethod",
                        "static { System.setProperty(\"graphbus.test.ran\", \"yes\"); }\n@SchemaMethod");

        assertThat(build.build(sources("Greeter.java", hostile)).archive()).isPresent();
        assertThat(System.getProperty("graphbus.test.ran")).isNull();
    }

    @Test
    void aBuildThatTakesTooLongIsGivenUp() {
        GraphBusException late =
                catchThrowableOfType(
                        GraphBusException.class,
                        () -> build(Duration.ofMillis(1)).build(sources("Greeter.java", GREETER)));

        assertThat(late.problem().code()).isEqualTo(ProblemCode.BUILD_TIMEOUT);
        assertThat(late.problem().where()).isEqualTo("graphbus.builds.timeout");
    }

    private static SourceBuild build(Duration timeout) {
        var size = DataSize.ofMegabytes(1);
        return new SourceBuild(
                new BuildProperties(true, size, size, 100, timeout), Clock.systemUTC());
    }

    private static Sources sources(String name, String source) {
        var files = new TreeMap<String, byte[]>();
        files.put(name, source.getBytes(StandardCharsets.UTF_8));
        return new Sources(files);
    }

    private static List<Path> scratchDirectories() throws IOException {
        try (var list = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return list.filter(p -> p.getFileName().toString().startsWith("graphbus-server"))
                    .sorted()
                    .toList();
        }
    }
}
