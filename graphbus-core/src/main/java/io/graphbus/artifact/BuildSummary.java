package io.graphbus.artifact;

import io.graphbus.problem.Problem;
import java.time.Instant;
import java.util.List;

/**
 * What a build did; the only artifact that tells the time.
 *
 * @param graphbusVersion of the builder
 * @param sourceHash SHA-256 of everything that was read; the artifacts are up to date while it
 *     stays the same
 * @param artifactHash SHA-256 of all other artifacts
 * @param agents how many
 * @param topics how many
 * @param subscriptions how many
 * @param problems warnings and notes
 */
public record BuildSummary(
        String graphbusVersion,
        Instant builtAt,
        long durationMillis,
        String sourceHash,
        String artifactHash,
        int agents,
        int topics,
        int subscriptions,
        List<Problem> problems) {

    public BuildSummary {
        problems = List.copyOf(problems);
    }

    BuildSummary withArtifactHash(String hash) {
        return new BuildSummary(
                graphbusVersion,
                builtAt,
                durationMillis,
                sourceHash,
                hash,
                agents,
                topics,
                subscriptions,
                problems);
    }
}
