package io.graphbus.server.build;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.server.build.compile.Compilers;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.upload.Artifacts;
import io.graphbus.server.build.upload.Sources;
import java.io.IOException;
import java.nio.file.Path;

/** Makes a build of an upload, in a scratch directory. Usable from any thread. */
record UploadBuild(Compilers compilers) {

    BuildOutcome build(Sources sources) throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            Path agents = scratch.directory("agents");
            sources.writeTo(agents);
            return build(agents, scratch);
        }
    }

    /** Finished artifacts are taken as they are, of classes a build is made. */
    BuildOutcome build(Artifacts artifacts) throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.create()) {
            return artifacts.areFinished()
                    ? BuildOutcome.from(
                            artifacts.unpackTo(scratch.directory(ArtifactDirectory.NAME)))
                    : build(artifacts.writeJar(scratch.path().resolve("upload.jar")), scratch);
        }
    }

    private BuildOutcome build(Path input, ScratchDirectory scratch) throws IOException {
        Path output = scratch.path().resolve(ArtifactDirectory.NAME);
        BuildOutcome outcome = compilers.build(input, output).without(input.toString());
        return outcome.artifactHash() == null
                ? outcome
                : outcome.with(ArtifactDirectory.read(output));
    }
}
