package io.graphbus.server.application;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a write asks to be so before it is done.
 *
 * @param ifMatch entity tags of which one must be the present one, or {@code *} for any; empty for
 *     no condition
 * @param ifNoneMatch entity tags of which none may be the present one
 */
record Precondition(List<String> ifMatch, List<String> ifNoneMatch) {

    static Precondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        return new Precondition(tags(ifMatch), tags(ifNoneMatch));
    }

    /** The entity tag of what is registered with this hash. */
    static String tag(String hash) {
        return '"' + hash + '"';
    }

    /**
     * @throws io.graphbus.problem.GraphBusException {@code PRECONDITION_FAILED}
     */
    void check(String name, Optional<String> hash) {
        if (!ifMatch.isEmpty() && !contains(ifMatch, hash)) {
            throw failed(
                    name,
                    hash.isEmpty()
                            ? "No application is registered as " + name + "."
                            : "Another state of " + name + " is registered by now.");
        }
        if (contains(ifNoneMatch, hash)) {
            throw failed(name, "That state of " + name + " is registered already.");
        }
    }

    private static List<String> tags(@Nullable String header) {
        return header == null
                ? List.of()
                : Arrays.stream(header.split(",")).map(String::strip).toList();
    }

    private static boolean contains(List<String> tags, Optional<String> hash) {
        return hash.filter(h -> tags.contains("*") || tags.contains(tag(h))).isPresent();
    }

    private static RuntimeException failed(String name, String message) {
        return Problem.of(
                        ProblemCode.PRECONDITION_FAILED,
                        name,
                        message,
                        "GET /api/v1/applications/" + name + " shows what is, and its ETag.")
                .toException();
    }
}
