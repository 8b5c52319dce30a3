package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request has to have.
 *
 * @param hint for whoever sent something else
 */
public record Expected(String hint) {

    /** A member that must be there; an empty text and a JSON value that is missing are not. */
    public <T> T present(String name, @Nullable T value) {
        if (value == null || isNothing(value)) {
            throw invalid(name, name + " is missing.").toException();
        }
        return value;
    }

    private static boolean isNothing(Object value) {
        return value.equals("") || (value instanceof JsonNode node && node.isMissingNode());
    }

    /** A semantic version. */
    public Version version(String text) {
        if (!Version.isValid(text)) {
            throw invalid("version", text + " is not a semantic version.").toException();
        }
        return Version.of(text);
    }

    /** What is wrong with a member. */
    public Problem invalid(String name, String message) {
        return Problem.of(ProblemCode.INVALID_REQUEST, name, message, hint);
    }
}
