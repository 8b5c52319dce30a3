package io.graphbus.server.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.server.build.compile.Compilers;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.scratch.Scratch;
import io.graphbus.server.build.scratch.ScratchDirectory;
import io.graphbus.server.build.upload.Artifacts;
import io.graphbus.server.build.upload.Sources;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a build of an upload, in a scratch directory. Usable from any thread. */
record UploadBuild(Compilers compilers, Scratch scratch) {

    BuildOutcome build(Sources sources) throws IOException {
        try (ScratchDirectory directory = scratch.directory("build")) {
            Path agents = directory.directory("agents");
            sources.writeTo(agents);
            return build(agents, directory);
        }
    }

    /** Finished artifacts are taken as they are, of classes a build is made. */
    BuildOutcome build(Artifacts artifacts) throws IOException {
        try (ScratchDirectory directory = scratch.directory("build")) {
            return artifacts.areFinished()
                    ? BuildOutcome.from(
                            artifacts.unpackTo(directory.directory(ArtifactDirectory.NAME)))
                    : build(artifacts.writeJar(directory.path().resolve("upload.jar")), directory);
        }
    }

    private BuildOutcome build(Path input, ScratchDirectory directory) throws IOException {
        Path output = directory.path().resolve(ArtifactDirectory.NAME);
        BuildOutcome outcome = compilers.build(input, output).without(input.toString());
        return outcome.artifactHash() == null
                ? outcome
                : outcome.with(ArtifactDirectory.read(output));
    }
}
