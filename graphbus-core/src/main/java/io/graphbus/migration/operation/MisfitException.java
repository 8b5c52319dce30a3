package io.graphbus.migration.operation;

/** A value that an operation cannot work on. */
public final class MisfitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    MisfitException(Pointer pointer, String message) {
        super(message);
        this.pointer = pointer.text();
    }

    private MisfitException(String pointer, MisfitException cause) {
        super(cause.getMessage(), cause);
        this.pointer = pointer;
    }

    /** The same inside of something larger. */
    MisfitException within(String prefix) {
        return new MisfitException(prefix + pointer, this);
    }

    /** JSON Pointer to the value. */
    public String pointer() {
        return pointer;
    }
}
