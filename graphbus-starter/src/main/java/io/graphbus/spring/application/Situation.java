package io.graphbus.spring.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the application stands with its server.
 *
 * @param key the same for as long as nothing new is to be said
 * @param what what is the matter; empty while all is well
 * @param since when it came to this
 * @param registeredAt when the server took a registration last; {@code null} for never
 */
record Situation(
        Standing standing,
        String key,
        String what,
        String hint,
        Instant since,
        @Nullable Instant registeredAt) {

    /** Before anything is known. */
    static Situation start(Instant now) {
        return new Situation(Standing.CONNECTING, "", "", "", now, null);
    }

    /** In words, all in one. */
    enum Standing {
        /** Not tried yet. */
        CONNECTING,
        /** The server has what the application is. */
        REGISTERED,
        /** Another version of the application has registered since, and is there. */
        SUPERSEDED,
        /** The server does not want it. */
        REFUSED,
        /** Nobody answers. */
        UNREACHABLE
    }
}
