package io.graphbus.server.security.credential;

import io.graphbus.server.security.audit.Reason;
import org.jspecify.annotations.Nullable;

/** A token that opens nothing. Its message may be told to whoever sent it. */
public final class RefusedToken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String holder;

    /**
     * A refusal.
     *
     * @param holder whose token it was, for the log; empty when unknown
     */
    public RefusedToken(Reason reason, String holder, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
        this.holder = holder;
    }

    public Reason reason() {
        return reason;
    }

    public String holder() {
        return holder;
    }
}
