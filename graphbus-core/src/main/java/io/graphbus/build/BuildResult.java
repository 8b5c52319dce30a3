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
 * @param work what had to be done
 */
public record BuildResult(
        AgentGraph graph, List<Problem> problems, BuildSummary summary, Path artifacts, Work work) {

    /**
     * How much was done, and how much taken over from the build before.
     *
     * @param none whether nothing had changed, so that the artifacts were left as they are
     * @param compiled how many sources were compiled
     * @param sources how many there are
     */
    public record Work(boolean none, int compiled, int sources) {

        /** Whether something was taken over from the build before. */
        public boolean isPartial() {
            return !none && compiled < sources;
        }
    }

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
