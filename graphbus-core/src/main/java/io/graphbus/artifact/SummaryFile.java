package io.graphbus.artifact;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What {@code build_summary.json} holds. */
record SummaryFile(
        int formatVersion,
        String graphbusVersion,
        Instant builtAt,
        long durationMillis,
        String sourceHash,
        String artifactHash,
        int agents,
        int topics,
        int subscriptions,
        List<Entry> problems) {

    SummaryFile {
        Objects.requireNonNull(graphbusVersion, "graphbusVersion");
        Objects.requireNonNull(builtAt, "builtAt");
        Objects.requireNonNull(sourceHash, "sourceHash");
        Objects.requireNonNull(artifactHash, "artifactHash");
        problems = List.copyOf(problems);
    }

    record Entry(ProblemCode code, String severity, String where, String message, String hint) {

        Entry {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(hint, "hint");
        }
    }

    static SummaryFile from(BuildSummary summary) {
        return new SummaryFile(
                Format.VERSION,
                summary.graphbusVersion(),
                summary.builtAt(),
                summary.durationMillis(),
                summary.sourceHash(),
                summary.artifactHash(),
                summary.agents(),
                summary.topics(),
                summary.subscriptions(),
                summary.problems().stream()
                        .map(
                                p ->
                                        new Entry(
                                                p.code(),
                                                p.severity().label(),
                                                p.where(),
                                                p.message(),
                                                p.hint()))
                        .toList());
    }

    BuildSummary summary() {
        return new BuildSummary(
                graphbusVersion,
                builtAt,
                durationMillis,
                sourceHash,
                artifactHash,
                agents,
                topics,
                subscriptions,
                problems.stream()
                        .map(p -> Problem.of(p.code, p.where, p.message, p.hint))
                        .toList());
    }
}
