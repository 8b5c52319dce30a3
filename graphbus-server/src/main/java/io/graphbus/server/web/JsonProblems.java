package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Tells what Jackson could not read, with line and column. */
public final class JsonProblems {

    private static final Pattern ANOTHER_SHAPE =
            Pattern.compile("Cannot (deserialize value|construct instance) of ");

    private JsonProblems() {}

    /**
     * {@code INVALID_JSON} for text that is no JSON, {@code INVALID_REQUEST} for JSON of another
     * shape than wanted.
     */
    public static Problem of(JacksonException e) {
        boolean syntax =
                e instanceof StreamReadException || e instanceof StreamConstraintsException;
        return Problem.of(
                syntax ? ProblemCode.INVALID_JSON : ProblemCode.INVALID_REQUEST,
                where(e.getLocation()),
                (syntax ? "The body is not JSON: " : "The body does not fit: ") + reason(e) + ".",
                syntax
                        ? "Check quotes, commas and braces at that place."
                        : "The shape is described at /swagger-ui.html.");
    }

    /** Names of our own classes say nothing to a client. */
    private static String reason(JacksonException e) {
        return e instanceof MismatchedInputException mismatch
                        && mismatch.getTargetType() != null
                        && mismatch.getTargetType().getName().startsWith("io.graphbus.")
                        && mismatch.getTargetType().isRecord()
                        && ANOTHER_SHAPE.matcher(mismatch.getOriginalMessage()).lookingAt()
                ? "an object is expected here"
                : Json.reason(e);
    }

    private static String where(TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1
                ? "body"
                : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
