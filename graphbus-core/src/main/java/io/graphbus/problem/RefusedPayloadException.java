package io.graphbus.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payload was not given to its subscriber, which has executed nothing and is not to blame; the
 * same attempt would fail again.
 */
public final class RefusedPayloadException extends GraphBusException {

    private static final long serialVersionUID = 1L;

    public RefusedPayloadException(Problem problem, @Nullable Throwable cause) {
        super(List.of(problem), cause);
    }
}
