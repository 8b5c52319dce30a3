package io.graphbus.build;

import io.graphbus.artifact.BuildSummary;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.Severity;
import java.nio.file.Path;
import java.util.List;

/**
 * What a build gave.
 *
 * @param graph of the agents; empty when the sources do not compile
 * @param problems everything found, sorted by place
 * @param summary as written, or as it would have been written
 * @param artifacts where they are, or would be
 */
public record BuildResult(
        AgentGraph graph, List<Problem> problems, BuildSummary summary, Path artifacts) {

    public BuildResult {
        problems = List.copyOf(problems);
    }

    /** Whether nothing found is an error; only then artifacts are written. */
    public boolean succeeded() {
        return problems.stream().noneMatch(p -> p.severity() == Severity.ERROR);
    }

    public List<Problem> errors() {
        return problems.stream().filter(p -> p.severity() == Severity.ERROR).toList();
    }

    /** This result, unless the build failed. */
    public BuildResult orThrow() {
        if (!succeeded()) {
            throw new GraphBusException(errors(), null);
        }
        return this;
    }
}
