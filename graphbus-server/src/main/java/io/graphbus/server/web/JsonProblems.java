package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.util.Collection;
import java.util.Map;
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

    /** Names of classes say nothing to a client. */
    private static String reason(JacksonException e) {
        Class<?> wanted = e instanceof MismatchedInputException m ? m.getTargetType() : null;
        if (wanted == null || !ANOTHER_SHAPE.matcher(e.getOriginalMessage()).lookingAt()) {
            return Json.reason(e);
        }
        boolean own = wanted.getName().startsWith("io.graphbus.") && wanted.isRecord();
        if (own || Map.class.isAssignableFrom(wanted)) {
            return "an object is expected here";
        }
        return Collection.class.isAssignableFrom(wanted)
                ? "an array is expected here"
                : Json.reason(e);
    }

    private static String where(TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1
                ? "body"
                : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
