package io.graphbus.problem;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Carries every problem found in one piece of work; never empty. */
public class GraphBusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public GraphBusException(List<Problem> problems, @Nullable Throwable cause) {
        super(describe(problems), cause);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The first problem, for callers that report one. */
    public Problem problem() {
        return problems.get(0);
    }

    private static String describe(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception needs at least one problem");
        }
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (Problem p : problems) {
            lines.add(p.hint().isEmpty() ? p.toString() : p + " (" + p.hint() + ")");
        }
        return lines.toString();
    }
}
