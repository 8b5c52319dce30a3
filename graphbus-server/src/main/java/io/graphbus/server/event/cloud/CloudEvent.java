package io.graphbus.server.event.cloud;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A valid CloudEvent 1.0.
 *
 * @param attributes by name, without {@code specversion}; each a string, integer or boolean
 * @param data JSON, a string node for other text, or a binary node for bytes; {@code null} when
 *     there is none
 */
record CloudEvent(Map<String, Object> attributes, @Nullable JsonNode data) {

    static final String VERSION = "1.0";

    CloudEvent {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The attribute as text; {@code null} when it is absent. */
    @Nullable String text(String name) {
        Object value = attributes.get(name);
        return value == null ? null : value.toString();
    }
}
