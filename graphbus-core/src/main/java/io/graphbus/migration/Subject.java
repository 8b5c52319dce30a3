package io.graphbus.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What of an agent has versions.
 *
 * @param name of the topic or the method; empty for the state
 */
public record Subject(Kind kind, String name) {

    /** The state that the agent keeps. */
    public static final Subject STATE = new Subject(Kind.STATE, "");

    public Subject {
        if (name.isEmpty() != (kind == Kind.STATE)) {
            throw new IllegalArgumentException("not a subject: " + kind + " " + name);
        }
    }

    /** What kind of data it is. */
    public enum Kind {
        /** What is published to a topic. */
        PAYLOAD,
        /** What a method is given. */
        INPUT,
        /** What a method answers. */
        OUTPUT,
        STATE
    }

    public static Subject payload(String topic) {
        return new Subject(Kind.PAYLOAD, topic);
    }

    /**
     * Reads {@code state}, {@code payload:/topic}, {@code input:method} or {@code output:method}.
     */
    public static Optional<Subject> of(String text) {
        String[] parts = text.split(":", 2);
        String name = parts.length > 1 ? parts[1] : "";
        return Arrays.stream(Kind.values())
                .filter(kind -> word(kind).equals(parts[0]))
                .filter(kind -> name.isEmpty() == (kind == Kind.STATE) && !text.endsWith(":"))
                .findFirst()
                .map(kind -> new Subject(kind, name));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    public String text() {
        return kind == Kind.STATE ? word(kind) : word(kind) + ":" + name;
    }

    /** Where a contract's document has its schema; contracts say nothing of states. */
    public Optional<JsonNode> schema(JsonNode contract) {
        JsonNode schema =
                switch (kind) {
                    case PAYLOAD -> contract.path("publishes").path(name).path("payload");
                    case INPUT -> contract.path("methods").path(name).path("input");
                    case OUTPUT -> contract.path("methods").path(name).path("output");
                    case STATE -> contract.path("state");
                };
        return schema.isMissingNode() ? Optional.empty() : Optional.of(schema);
    }

    @Override
    public String toString() {
        return text();
    }
}
