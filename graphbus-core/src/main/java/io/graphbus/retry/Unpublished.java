package io.graphbus.retry;

import org.jspecify.annotations.Nullable;

/**
 * A handler has done its work, but its result did not reach every topic. Only that is left to do:
 * running the handler again would do its work twice.
 */
public final class Unpublished extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Object payload;
    private final int next;

    /**
     * Keeps what is left to do.
     *
     * @param payload the result, frozen
     * @param next the first of the handler's publications that is missing
     */
    public Unpublished(@Nullable Object payload, int next, Throwable cause) {
        super(null, cause, false, false);
        this.payload = payload;
        this.next = next;
    }

    public @Nullable Object payload() {
        return payload;
    }

    public int next() {
        return next;
    }
}
