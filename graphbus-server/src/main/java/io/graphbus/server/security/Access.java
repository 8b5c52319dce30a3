package io.graphbus.server.security;

import io.graphbus.server.security.credential.Role;
import java.util.Optional;

/** What it takes to use a route. */
public enum Access {
    /** Nothing, wherever the server listens. */
    OPEN,
    VIEWER,
    OPERATOR,
    ADMIN;

    /** The least role that is let in; empty when none is needed. */
    Optional<Role> role() {
        return switch (this) {
            case OPEN -> Optional.empty();
            case VIEWER -> Optional.of(Role.VIEWER);
            case OPERATOR -> Optional.of(Role.OPERATOR);
            case ADMIN -> Optional.of(Role.ADMIN);
        };
    }
}
