package io.graphbus.diff;

import java.util.Locale;

/** Where in a contract a schema stands, and so whether the agent reads or writes by it. */
public enum Position {
    /** A method's arguments. */
    INPUT(true),
    /** A method's result. */
    OUTPUT(false),
    /** A method's failure. */
    ERROR(false),
    /** What is published. */
    PAYLOAD(false),
    /** What a subscription takes. */
    ACCEPTS(true),
    /** What a caller gives to another agent. */
    SENDS(false),
    /** What a caller takes from another agent. */
    EXPECTS(true),
    /** The contract itself. */
    CONTRACT(false);

    private final boolean reader;

    Position(boolean reader) {
        this.reader = reader;
    }

    /** Whether the agent reads by the schema; otherwise it writes by it. */
    public boolean isReader() {
        return reader;
    }

    /** As contracts and reports write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
