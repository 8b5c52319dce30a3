package io.graphbus.filter;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression that says yes or no to a set of named values. Immutable; usable from any
 * thread.
 */
@FunctionalInterface
public interface Filter {

    /** What is said when the library is missing. */
    FilterFault ABSENT =
            new FilterFault(
                    0,
                    "filters need CEL, which is not on the class path",
                    "Add the dependency dev.cel:cel.");

    /**
     * Whether the expression holds.
     *
     * @param variables by name: plain maps, lists, texts, numbers and booleans
     * @throws RuntimeException when the expression cannot be evaluated with these values
     */
    boolean test(Map<String, ?> variables);

    /**
     * Compiles a CEL expression that may use any name.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_FILTER}
     */
    static Filter compile(String expression) {
        return compile(expression, null);
    }

    /**
     * Compiles a CEL expression.
     *
     * @param names the expression may use, beside {@code payload} and {@code event}; {@code null}
     *     for any
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_FILTER}
     */
    static Filter compile(String expression, @Nullable Collection<String> names) {
        try {
            return CelFilter.compile(expression, names);
        } catch (Refusal e) {
            FilterFault fault = e.fault();
            throw Problem.of(ProblemCode.INVALID_FILTER, expression, fault.message(), fault.hint())
                    .toException(e.getCause());
        } catch (NoClassDefFoundError e) {
            throw Problem.of(
                            ProblemCode.INVALID_FILTER, expression, ABSENT.message(), ABSENT.hint())
                    .toException(e);
        }
    }

    /** What is wrong with an expression, and where; the parameters are those of a compilation. */
    static Optional<FilterFault> fault(String expression, @Nullable Collection<String> names) {
        try {
            CelFilter.compile(expression, names);
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e.fault());
        } catch (NoClassDefFoundError e) {
            return Optional.of(ABSENT);
        }
    }

    /** The members that an expression without fault reads, the shortest paths first. */
    static List<FilterPath> paths(String expression) {
        return CelFilter.paths(expression);
    }
}
