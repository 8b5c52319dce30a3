package io.graphbus.server.build.compile;

import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.server.build.history.BuildProblem;
import io.graphbus.server.build.history.BuildView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a compiler process is asked to do, one line of JSON.
 *
 * @param input a directory of sources, or a jar
 * @param output the artifacts directory to write
 */
record BuildOrder(String input, String output) {

    /**
     * What came out, one line of JSON.
     *
     * @param artifactHash {@code null} when it failed
     */
    record Report(
            @Nullable String artifactHash, BuildView.Summary summary, List<BuildProblem> problems) {

        static Report of(BuildOutcome outcome) {
            return new Report(outcome.artifactHash(), outcome.summary(), outcome.problems());
        }

        BuildOutcome outcome(Optional<byte[]> archive) {
            return new BuildOutcome(artifactHash, summary, problems, archive);
        }
    }
}
