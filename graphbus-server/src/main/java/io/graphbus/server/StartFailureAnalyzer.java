package io.graphbus.server;

import io.graphbus.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells a failed start as problems: what happened, what to do. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        List<Problem> problems = StartProblems.of(failure);
        if (problems.isEmpty()) {
            return null;
        }
        return new FailureAnalysis(
                lines(problems.stream().map(Problem::toString).toList()),
                lines(problems.stream().map(Problem::hint).distinct().toList()),
                failure);
    }

    private static String lines(List<String> texts) {
        return texts.stream().collect(Collectors.joining(System.lineSeparator()));
    }
}
