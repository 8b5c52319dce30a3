package io.graphbus.cli;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Severity;
import java.util.Collection;

/** What the process's exit code says. */
final class ExitCodes {

    static final int DONE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private ExitCodes() {}

    /** The gravest of several. */
    static int of(Collection<Problem> problems) {
        return problems.stream()
                .filter(p -> p.severity() == Severity.ERROR)
                .mapToInt(ExitCodes::of)
                .max()
                .orElse(FINDINGS);
    }

    private static int of(Problem problem) {
        if (problem.code() == ProblemCode.DATABASE_UNREACHABLE
                || problem.code() == ProblemCode.INVALID_SCHEMA) {
            return USAGE;
        }
        return switch (problem.code().kind()) {
            case USAGE -> USAGE;
            case UNREACHABLE -> UNREACHABLE;
            case FINDING,
                    NOT_FOUND,
                    INVALID,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    CONFLICT,
                    UNPROCESSABLE,
                    PRECONDITION,
                    OVERLOADED,
                    UNAVAILABLE,
                    TIMEOUT,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    FAILED ->
                    FINDINGS;
        };
    }
}
