package io.graphbus.compat.regex;

import java.io.Serial;

/** An expression says what no automaton can tell, or is none. */
final class UnsupportedRegexException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    UnsupportedRegexException(String message) {
        super(message, null, false, false);
    }
}
