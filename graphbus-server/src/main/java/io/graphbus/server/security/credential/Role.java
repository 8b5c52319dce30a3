package io.graphbus.server.security.credential;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each role includes those before it. */
public enum Role {
    /** Reads everything that is about the graph and its events. */
    VIEWER,
    /** Uses the graph: calls, publishes, replaces state, registers applications. */
    OPERATOR,
    /** Changes what runs and who may use it. */
    ADMIN;

    /** Its name in tokens, requests and answers. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(r -> r.label().equalsIgnoreCase(label)).findFirst();
    }

    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
