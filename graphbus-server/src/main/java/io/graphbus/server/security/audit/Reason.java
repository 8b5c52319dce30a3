package io.graphbus.server.security.audit;

import java.util.Locale;

/** Why a request was turned away. */
public enum Reason {
    /** It needs a token and had none. */
    MISSING,
    /** Its token, or the header around it, is none that is known here. */
    UNKNOWN,
    /** Its token was good once. */
    EXPIRED,
    /** Its key was revoked. */
    REVOKED,
    /** Whoever sent it may not do this. */
    ROLE,
    /** It was addressed to a host that is not ours. */
    HOST,
    /** It came from a page of somebody else. */
    ORIGIN,
    /** Whether the token is good could not be found out. */
    UNAVAILABLE;

    /** The value of the metric's tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
