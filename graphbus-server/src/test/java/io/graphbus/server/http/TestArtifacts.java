package io.graphbus.server.http;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds the agents of {@code src/test/resources/agents}. */
public final class TestArtifacts {

    private TestArtifacts() {}

    /** Artifacts of one directory of agents, built anew. */
    public static ArtifactDirectory of(String agents) {
        try {
            Path output = Files.createTempDirectory("graphbus-test").resolve(".graphbus");
            Path sources = Path.of("src/test/resources/agents", agents);
            return ArtifactDirectory.read(
                    BuildOrchestrator.build(BuildRequest.of(sources).output(output).alone(true))
                            .orThrow()
                            .artifacts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
