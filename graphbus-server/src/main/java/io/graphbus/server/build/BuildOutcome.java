package io.graphbus.server.build;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one build.
 *
 * @param artifactHash {@code null} when it failed
 * @param archive the zipped artifacts; empty when it failed
 */
record BuildOutcome(
        @Nullable String artifactHash,
        BuildView.Summary summary,
        List<BuildProblem> problems,
        Optional<byte[]> archive) {}
