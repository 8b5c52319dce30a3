package io.graphbus.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong, told so that its reader can mend it.
 *
 * @param code what kind of thing it is; documented in docs/problems.md
 * @param where {@code file:line:column}, {@code agent.method}, a topic, a property or a path; empty
 *     when there is no place
 * @param message what happened
 * @param hint what to do about it, naming what exists where that helps
 * @param violations the single faults behind this problem, such as one per wrong argument; usually
 *     empty
 */
public record Problem(
        ProblemCode code, String where, String message, String hint, List<Violation> violations) {

    public Problem {
        violations = List.copyOf(violations);
    }

    /** A problem without separate violations. */
    public static Problem of(ProblemCode code, String where, String message, String hint) {
        return new Problem(code, where, message, hint, List.of());
    }

    /** This problem with the single faults behind it. */
    public Problem with(List<Violation> faults) {
        return new Problem(code, where, message, hint, faults);
    }

    public Severity severity() {
        return code.severity();
    }

    /** An exception that carries only this problem. */
    public GraphBusException toException() {
        return new GraphBusException(List.of(this), null);
    }

    /** An exception that carries only this problem and what caused it. */
    public GraphBusException toException(@Nullable Throwable cause) {
        return new GraphBusException(List.of(this), cause);
    }

    /** One line: where, severity and code, message. */
    @Override
    public String toString() {
        String place = where.isEmpty() ? "" : where + ": ";
        return place + severity().label() + " [" + code + "] " + message;
    }
}
