package io.graphbus.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatusCode;

/**
 * A problem as RFC 9457 wants it told.
 *
 * @param type names the kind of problem
 * @param where the agent, topic, field or property it is about; empty when there is none
 * @param hint what to do about it
 * @param violations the single faults behind it
 */
@Schema(name = "Problem", description = "What went wrong and what to do about it (RFC 9457)")
public record ProblemBody(
        @Schema(example = "urn:graphbus:problem:unknown-agent") String type,
        @Schema(example = "Unknown agent") String title,
        @Schema(example = "404") int status,
        @Schema(example = "There is no agent named HeloService.") String detail,
        @Schema(example = "UNKNOWN_AGENT") ProblemCode code,
        @Schema(example = "HeloService") String where,
        @Schema(example = "Did you mean HelloService? Known agents: HelloService, LoggerService.")
                String hint,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {

    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_VIOLATIONS = 100;

    static ProblemBody of(Problem problem, HttpStatusCode status) {
        String words = problem.code().name().toLowerCase(Locale.ROOT);
        return new ProblemBody(
                "urn:graphbus:problem:" + words.replace('_', '-'),
                words.substring(0, 1).toUpperCase(Locale.ROOT)
                        + words.substring(1).replace('_', ' '),
                status.value(),
                shortened(problem.message()),
                problem.code(),
                shortened(problem.where()),
                shortened(problem.hint()),
                problem.violations().stream().limit(MOST_VIOLATIONS).toList());
    }

    /** What a client sent must not come back at any length. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " …";
    }
}
