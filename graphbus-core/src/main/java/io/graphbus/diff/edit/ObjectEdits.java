package io.graphbus.diff.edit;

import io.graphbus.diff.edit.Edit.Kind;
import io.graphbus.diff.edit.Edit.Setting;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares the properties of two object schemas, and which of them are required.
 *
 * @param edits where differences are added
 */
record ObjectEdits(List<Edit> edits) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";

    /** Looks into a pair of schemas at the same place. */
    interface Descent {
        void into(JsonPointer at, JsonNode before, JsonNode after);
    }

    /** One object's schema, before or after. */
    private record Shape(JsonNode properties, Set<String> required) {

        static Shape of(JsonNode schema) {
            Set<String> required = new TreeSet<>();
            schema.path(REQUIRED).forEach(name -> required.add(name.asString("")));
            return new Shape(schema.path(PROPERTIES), required);
        }

        boolean requires(String name) {
            return required.contains(name);
        }

        Set<String> names() {
            Set<String> names = new TreeSet<>(properties.propertyNames());
            names.addAll(required);
            return names;
        }

        boolean knows(String name) {
            return properties.has(name) || requires(name);
        }

        @Nullable JsonNode property(String name) {
            return properties.get(name);
        }
    }

    void compare(JsonPointer at, JsonNode before, JsonNode after, Descent descent) {
        Shape old = Shape.of(before);
        Shape now = Shape.of(after);
        Set<String> names = old.names();
        names.addAll(now.names());
        for (String name : names) {
            if (!old.knows(name)) {
                boolean required = now.requires(name);
                add(
                        required ? Kind.PROPERTY_REQUIRED_ADDED : Kind.PROPERTY_ADDED,
                        at,
                        name,
                        old,
                        now);
            } else if (!now.knows(name)) {
                boolean required = old.requires(name);
                add(
                        required ? Kind.PROPERTY_REQUIRED_REMOVED : Kind.PROPERTY_REMOVED,
                        at,
                        name,
                        old,
                        now);
            } else {
                both(at, name, old, now, descent);
            }
        }
    }

    private void both(JsonPointer at, String name, Shape old, Shape now, Descent descent) {
        JsonNode before = old.property(name);
        JsonNode after = now.property(name);
        if (old.requires(name) != now.requires(name)) {
            boolean required = now.requires(name);
            Kind kind = required ? Kind.PROPERTY_MADE_REQUIRED : Kind.PROPERTY_MADE_OPTIONAL;
            edits.add(
                    new Edit(
                            kind,
                            place(at, name),
                            name,
                            null,
                            null,
                            List.of(required(at, name, old, required))));
        }
        if (before != null && after != null) {
            descent.into(place(at, name), before, after);
        } else if (before != null || after != null) {
            edits.add(
                    new Edit(
                            after == null ? Kind.CONSTRAINT_LOOSENED : Kind.CONSTRAINT_TIGHTENED,
                            place(at, name),
                            name,
                            before,
                            after,
                            List.of(property(at, name, old, after))));
        }
    }

    private static JsonPointer place(JsonPointer at, String name) {
        return at.appendProperty(PROPERTIES).appendProperty(name);
    }

    private void add(Kind kind, JsonPointer at, String name, Shape old, Shape now) {
        boolean required = now.requires(name);
        JsonNode before = old.property(name);
        JsonNode after = now.property(name);
        edits.add(
                new Edit(
                        kind,
                        place(at, name),
                        name,
                        before,
                        after,
                        List.of(
                                property(at, name, old, after),
                                required(at, name, old, required))));
    }

    private static Setting property(
            JsonPointer at, String name, Shape old, @Nullable JsonNode value) {
        ObjectNode properties = NODES.objectNode();
        old.properties().properties().forEach(e -> properties.set(e.getKey(), e.getValue()));
        if (value == null) {
            properties.remove(name);
        } else {
            properties.set(name, value);
        }
        return new Setting(at.appendProperty(PROPERTIES), properties);
    }

    private static Setting required(JsonPointer at, String name, Shape old, boolean required) {
        ArrayNode names = NODES.arrayNode();
        old.required().stream().filter(n -> !n.equals(name)).forEach(names::add);
        if (required) {
            names.add(name);
        }
        return new Setting(at.appendProperty(REQUIRED), names);
    }
}
