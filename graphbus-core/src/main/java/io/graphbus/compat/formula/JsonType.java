package io.graphbus.compat.formula;

import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The types of JSON; an integer is a number. */
public enum JsonType {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT;

    /** The type of a value. */
    public static JsonType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> NUMBER;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
            default -> STRING;
        };
    }

    /** All types but this one. */
    public Set<JsonType> others() {
        return EnumSet.complementOf(EnumSet.of(this));
    }
}
