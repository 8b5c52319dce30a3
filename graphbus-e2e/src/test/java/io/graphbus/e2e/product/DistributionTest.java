package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip as somebody without the sources unpacks it. */
class DistributionTest {

    @TempDir Path temp;
    private Program graphbus;

    @BeforeEach
    void unpack() throws Exception {
        Path zip = zip().orElse(null);
        assumeTrue(zip != null, "the zip is made by the phase `package`");
        Process unzip =
                new ProcessBuilder("unzip", "-q", zip.toString())
                        .directory(temp.toFile())
                        .inheritIO()
                        .start();
        assertThat(unzip.waitFor()).isZero();
        try (Stream<Path> unpacked = Files.list(temp)) {
            Path launcher = unpacked.findFirst().orElseThrow().resolve("bin/graphbus");
            assertThat(Files.isExecutable(launcher)).isTrue();
            graphbus = Program.of(launcher, temp);
        }
    }

    @Test
    void runsWithoutAnythingElse() {
        assertThat(graphbus.run("--version").out()).startsWith("graphbus 0.1.0-SNAPSHOT");
        Project hello = Project.example("hello-graphbus", temp);
        Outcome built = graphbus.run("build", hello.agents().toString());
        assertThat(built.exit()).as(built.err()).isZero();
        assertThat(hello.artifactFiles()).containsKey(Path.of("graph.json"));
    }

    private static Optional<Path> zip() throws IOException {
        Path target = Program.CHECKOUT.resolve("graphbus-cli/target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(f -> f.toString().endsWith(".zip")).findFirst();
        }
    }
}
