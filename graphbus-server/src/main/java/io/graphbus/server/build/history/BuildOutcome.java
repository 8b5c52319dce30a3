package io.graphbus.server.build.history;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.artifact.BuildSummary;
import io.graphbus.build.BuildResult;
import io.graphbus.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one build.
 *
 * @param artifactHash {@code null} when it failed
 * @param archive the zipped artifacts; empty when it failed
 */
public record BuildOutcome(
        @Nullable String artifactHash,
        BuildView.Summary summary,
        List<BuildProblem> problems,
        Optional<byte[]> archive) {

    /** Without the artifacts, which stand where the build has written them. */
    public static BuildOutcome of(BuildResult result) {
        String hash = result.succeeded() ? result.summary().artifactHash() : null;
        return of(hash, result.summary(), result.problems(), Optional.empty());
    }

    public static BuildOutcome from(ArtifactDirectory artifacts) throws IOException {
        BuildSummary summary = artifacts.summary();
        return of(
                summary.artifactHash(),
                summary,
                summary.problems(),
                Optional.of(ArtifactArchive.pack(artifacts.path())));
    }

    private static BuildOutcome of(
            @Nullable String hash,
            BuildSummary summary,
            List<Problem> problems,
            Optional<byte[]> archive) {
        return new BuildOutcome(
                hash,
                BuildView.Summary.from(summary),
                problems.stream().map(BuildProblem::from).toList(),
                archive);
    }

    /** The same outcome with the artifacts that were built. */
    public BuildOutcome with(ArtifactDirectory artifacts) throws IOException {
        return new BuildOutcome(
                artifactHash,
                summary,
                problems,
                Optional.of(ArtifactArchive.pack(artifacts.path())));
    }

    /** The same outcome with a directory's name taken out of its problems. */
    public BuildOutcome without(String directory) {
        return new BuildOutcome(
                artifactHash,
                summary,
                problems.stream().map(problem -> problem.without(directory)).toList(),
                archive);
    }
}
