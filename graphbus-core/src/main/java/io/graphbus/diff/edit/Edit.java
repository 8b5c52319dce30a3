package io.graphbus.diff.edit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One difference between two schemas that can be made alone, which tells what it does on its own.
 *
 * @param kind what kind, such as {@code PROPERTY_ADDED}
 * @param at where in the schema
 * @param name the property or keyword that is concerned
 */
public record Edit(
        Kind kind,
        JsonPointer at,
        String name,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        List<Setting> settings) {

    /** What there is to change. */
    public enum Kind {
        PROPERTY_ADDED("optional property %s was added"),
        PROPERTY_REQUIRED_ADDED("required property %s was added"),
        PROPERTY_REMOVED("optional property %s was removed"),
        PROPERTY_REQUIRED_REMOVED("required property %s was removed"),
        PROPERTY_MADE_REQUIRED("property %s is required now"),
        PROPERTY_MADE_OPTIONAL("property %s is optional now"),
        TYPE_CHANGED("the type was changed from %s"),
        SCHEMA_CHANGED("the schema was replaced by another"),
        ENUM_VALUE_ADDED("the value %s was added"),
        ENUM_VALUE_REMOVED("the value %s was removed"),
        CONSTRAINT_TIGHTENED("%s is tighter"),
        CONSTRAINT_LOOSENED("%s is looser"),
        CONSTRAINT_CHANGED("%s was changed"),
        UNKNOWN_PROPERTIES_FORBIDDEN("unknown properties are forbidden now"),
        UNKNOWN_PROPERTIES_ALLOWED("unknown properties are allowed now"),
        VARIANT_ADDED("a variant was added to %s"),
        VARIANT_REMOVED("a variant was removed from %s"),
        FORMAT_CHANGED("the format was changed"),
        DEFAULT_CHANGED("the default was changed"),
        DEPRECATION_CHANGED("the deprecation was changed"),
        ANNOTATION_CHANGED("%s was changed");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * A value at a place, as a part of the edit.
     *
     * @param value {@code null} to remove it
     */
    public record Setting(JsonPointer place, @Nullable JsonNode value) {}

    /** What was changed, in words. */
    public String message() {
        return kind.text.formatted(name);
    }

    /** Where it was, in words such as {@code , lines[].sku}; empty at the outermost. */
    public String place() {
        return Words.place(this);
    }

    /** The older schema with this difference and no other; definitions come from both. */
    public JsonNode applyTo(JsonNode older, JsonNode newer) {
        JsonNode result = older.deepCopy();
        for (Setting setting : settings) {
            if (setting.place.length() == 0 || setting.place.matches()) {
                return newer;
            }
            set(result.at(setting.place.head()), setting.place.last(), setting.value);
        }
        addDefinitions(result, newer);
        return result;
    }

    private static void set(JsonNode parent, JsonPointer key, @Nullable JsonNode value) {
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(key.getMatchingProperty());
            } else {
                object.set(key.getMatchingProperty(), value);
            }
        } else if (parent instanceof ArrayNode array && value != null) {
            array.set(key.getMatchingIndex(), value);
        }
    }

    private static void addDefinitions(JsonNode result, JsonNode newer) {
        if (result instanceof ObjectNode object && newer.path("$defs").isObject()) {
            ObjectNode all =
                    object.path("$defs") instanceof ObjectNode own
                            ? own
                            : object.putObject("$defs");
            newer.path("$defs")
                    .properties()
                    .forEach(
                            e -> {
                                if (!all.has(e.getKey())) {
                                    all.set(e.getKey(), e.getValue());
                                }
                            });
        }
    }
}
