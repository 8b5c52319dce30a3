package io.graphbus.compat.regex;

import java.io.Serial;

/** An automaton would have more states than is reasonable. */
public final class TooLargeException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    TooLargeException() {
        super("the automaton is too large", null, false, false);
    }
}
