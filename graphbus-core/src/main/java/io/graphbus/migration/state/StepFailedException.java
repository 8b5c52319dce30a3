package io.graphbus.migration.state;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step that a state could not take. */
final class StepFailedException extends GraphBusException {

    private static final long serialVersionUID = 1L;

    private final transient StateStep step;

    StepFailedException(StateStep step, Problem problem, @Nullable Throwable cause) {
        super(List.of(problem), cause);
        this.step = step;
    }

    StateStep step() {
        return step;
    }
}
