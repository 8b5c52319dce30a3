package io.graphbus.server.web;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list, made opaque so that nobody builds on what it holds. */
public final class Cursor {

    private Cursor() {}

    public static String encode(String key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    public static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw unknown().toException(e);
        }
    }

    /** The problem of a cursor that this server never gave. */
    public static Problem unknown() {
        return Problem.of(
                ProblemCode.INVALID_REQUEST,
                "cursor",
                "The cursor is none that this server gave.",
                "Use nextCursor of the page before, or leave it out.");
    }
}
