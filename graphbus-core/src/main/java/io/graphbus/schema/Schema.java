package io.graphbus.schema;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A JSON Schema document, dialect 2020-12. Callers must not change the tree.
 *
 * @param json an object or a boolean
 */
public record Schema(JsonNode json) {

    /** Accepts every value. */
    public static final Schema ANY = new Schema(JsonNodeFactory.instance.booleanNode(true));

    public Schema {
        if (!json.isObject() && !json.isBoolean()) {
            throw new IllegalArgumentException("a schema is an object or a boolean: " + json);
        }
    }

    /** The one JSON type of all values that are accepted; empty where there may be several. */
    public Optional<String> type() {
        JsonNode type = json.get("type");
        return type != null && type.isString() ? Optional.of(type.stringValue()) : Optional.empty();
    }

    /** The names of an object's declared members; empty where they are not known. */
    public Optional<Set<String>> properties() {
        JsonNode properties = json.get("properties");
        return properties == null
                ? Optional.empty()
                : Optional.of(new TreeSet<>(properties.propertyNames()));
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
