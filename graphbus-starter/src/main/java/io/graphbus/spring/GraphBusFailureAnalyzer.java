package io.graphbus.spring;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Tells why the application's graph did not start: what is wrong, where, and what to do, for every
 * problem found.
 */
@Order(0)
final class GraphBusFailureAnalyzer extends AbstractFailureAnalyzer<GraphBusException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, GraphBusException cause) {
        if (isOfSpring(cause)) {
            return null;
        }
        List<Problem> problems = cause.problems();
        String title =
                problems.size() == 1
                        ? "The GraphBus of this application has a problem:"
                        : "The GraphBus of this application has " + problems.size() + " problems:";
        return new FailureAnalysis(
                title + System.lineSeparator() + lines(problems, GraphBusFailureAnalyzer::what),
                lines(problems, Problem::hint),
                cause);
    }

    /** Of a bean that cannot be made, others know better what is wrong. */
    private static boolean isOfSpring(GraphBusException failure) {
        return failure.problem().code() == ProblemCode.START_FAILED
                && failure.getCause() instanceof BeansException;
    }

    private static String what(Problem problem) {
        String faults =
                problem.violations().stream()
                        .map(v -> System.lineSeparator() + "      " + v.path() + ": " + v.message())
                        .collect(Collectors.joining());
        return problem + faults;
    }

    private static String lines(List<Problem> problems, Function<Problem, String> text) {
        return problems.stream()
                .map(text)
                .filter(line -> !line.isEmpty())
                .distinct()
                .map(line -> System.lineSeparator() + "    - " + line)
                .collect(Collectors.joining());
    }
}
