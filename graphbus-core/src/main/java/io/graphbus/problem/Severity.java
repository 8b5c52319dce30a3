package io.graphbus.problem;

import java.util.Locale;

/** How much a problem weighs: an error stops the work, a warning and a note do not. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE;

    /** The word used in diagnostics, in lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
