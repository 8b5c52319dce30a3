package io.graphbus.server.build.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.problem.Problem;
import io.graphbus.problem.Violation;
import java.util.List;

/**
 * A problem as it is kept with its build; codes are text, so that builds outlive changes of the
 * codes.
 */
public record BuildProblem(
        String code,
        String severity,
        String where,
        String message,
        String hint,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {

    public BuildProblem {
        violations = violations == null ? List.of() : List.copyOf(violations);
    }

    public static BuildProblem from(Problem problem) {
        return new BuildProblem(
                problem.code().name(),
                problem.severity().label(),
                problem.where(),
                problem.message(),
                problem.hint(),
                problem.violations());
    }

    BuildProblem without(String directory) {
        return new BuildProblem(
                code,
                severity,
                where.replace(directory, "sources"),
                message.replace(directory, "the upload"),
                hint.replace(directory, "the upload"),
                violations);
    }
}
