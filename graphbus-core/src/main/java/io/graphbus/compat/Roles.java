package io.graphbus.compat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A writer's schema as what it writes: objects have only the members that are declared. An object
 * is closed as a whole, with all that stands beside its {@code properties}; what a schema is only
 * compared with ({@code not}, {@code if}, {@code contains}) stays as it is.
 */
final class Roles {

    private static final Set<String> VALUES =
            Set.of("additionalProperties", "items", "additionalItems", "unevaluatedItems");
    private static final Set<String> NAMED_VALUES = Set.of("properties", "patternProperties");
    private static final Set<String> IN_PLACE_LISTS = Set.of("allOf", "anyOf", "oneOf");
    private static final Set<String> NOTES =
            Set.of(
                    "$defs",
                    "definitions",
                    "$schema",
                    "$id",
                    "$comment",
                    "title",
                    "description",
                    "default",
                    "examples",
                    "deprecated");
    private static final Set<String> IN_PLACE = Set.of("then", "else");

    private final JsonNode root;
    private final Map<String, JsonNode> copies = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<String> closed = new ArrayList<>();

    private Roles(JsonNode root) {
        this.root = root;
    }

    /**
     * A schema with its objects closed.
     *
     * @param places JSON Pointers of what was closed
     */
    record Closed(JsonNode schema, List<String> places) {}

    static Closed close(JsonNode schema) {
        Roles roles = new Roles(schema);
        JsonNode result = roles.value(schema, "");
        if (roles.closed.isEmpty()) {
            return new Closed(schema, List.of());
        }
        if (result instanceof ObjectNode object) {
            JsonNode kept = schema.path("$defs");
            ObjectNode definitions =
                    kept.isObject() ? (ObjectNode) kept.deepCopy() : object.objectNode();
            roles.copies.forEach(definitions::set);
            object.set("$defs", definitions);
        }
        return new Closed(result, roles.closed.stream().distinct().sorted().toList());
    }

    /** What stands for a value of its own. */
    private JsonNode value(JsonNode schema, String at) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode result = inside(object, at, isOnlyReference(object));
        boolean open =
                !object.has("additionalProperties")
                        && !object.has("unevaluatedProperties")
                        && !isOnlyReference(object);
        if (open && declares(object, new HashSet<>())) {
            result.put(isPlain(object) ? "additionalProperties" : "unevaluatedProperties", false);
            closed.add(at.isEmpty() ? "/" : at);
        }
        return result;
    }

    /** A reference with nothing beside it means a value if it stands for one. */
    private static boolean isOnlyReference(ObjectNode schema) {
        return schema.has("$ref")
                && schema.propertyNames().stream()
                        .allMatch(k -> k.equals("$ref") || NOTES.contains(k));
    }

    private static boolean isPlain(ObjectNode schema) {
        return !schema.has("$ref")
                && !schema.has("if")
                && !schema.has("dependentSchemas")
                && IN_PLACE_LISTS.stream().noneMatch(schema::has);
    }

    /** Whether it names members, itself or with what holds beside it. */
    private boolean declares(JsonNode schema, Set<String> followed) {
        if (schema.has("properties") || schema.has("patternProperties")) {
            return true;
        }
        for (String keyword : IN_PLACE_LISTS) {
            for (JsonNode part : schema.path(keyword)) {
                if (declares(part, followed)) {
                    return true;
                }
            }
        }
        for (String keyword : IN_PLACE) {
            if (schema.has(keyword) && declares(schema.path(keyword), followed)) {
                return true;
            }
        }
        JsonNode reference = schema.path("$ref");
        JsonNode target = reference.isString() ? target(reference.stringValue()) : null;
        return target != null
                && followed.add(reference.stringValue())
                && declares(target, followed);
    }

    /** The same schema with the values inside of it closed. */
    private ObjectNode inside(ObjectNode schema, String at, boolean referenceIsValue) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (var entry : schema.properties()) {
            String keyword = entry.getKey();
            String below = at + "/" + keyword;
            result.set(keyword, part(keyword, entry.getValue(), below, referenceIsValue));
        }
        return result;
    }

    private JsonNode part(String keyword, JsonNode part, String at, boolean referenceIsValue) {
        if (keyword.equals("$ref") && part.isString()) {
            return reference(part.stringValue(), referenceIsValue);
        }
        if (NAMED_VALUES.contains(keyword) && part.isObject()) {
            ObjectNode named = JsonNodeFactory.instance.objectNode();
            part.properties()
                    .forEach(
                            e -> named.set(e.getKey(), value(e.getValue(), at + "/" + e.getKey())));
            return named;
        }
        if (keyword.equals("prefixItems") || (VALUES.contains(keyword) && part.isArray())) {
            return list(part, at, true);
        }
        if (VALUES.contains(keyword)) {
            return value(part, at);
        }
        if (IN_PLACE_LISTS.contains(keyword)) {
            return list(part, at, false);
        }
        return IN_PLACE.contains(keyword) && part instanceof ObjectNode object
                ? inside(object, at, false)
                : part;
    }

    private JsonNode list(JsonNode schemas, String at, boolean values) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        int index = 0;
        for (JsonNode schema : schemas) {
            String below = at + "/" + index++;
            all.add(
                    values || !(schema instanceof ObjectNode object)
                            ? value(schema, below)
                            : inside(object, below, false));
        }
        return all;
    }

    private JsonNode reference(String reference, boolean value) {
        JsonNode target = target(reference);
        if (!(target instanceof ObjectNode object)) {
            return JsonNodeFactory.instance.stringNode(reference);
        }
        String key = (value ? "closed " : "inside ") + reference;
        String name = names.get(key);
        if (name == null) {
            name = "closed-" + (names.size() + 1);
            names.put(key, name);
            String at = reference.substring(1);
            ObjectNode copy = (ObjectNode) (value ? value(object, at) : inside(object, at, false));
            copy.remove(List.of("$defs", "$id", "$anchor", "$schema", "definitions"));
            copies.put(name, copy);
        }
        return JsonNodeFactory.instance.stringNode("#/$defs/" + name);
    }

    private @Nullable JsonNode target(String reference) {
        if (reference.equals("#")) {
            return root;
        }
        try {
            JsonNode found =
                    reference.startsWith("#/")
                            ? root.at(JsonPointer.compile(reference.substring(1)))
                            : null;
            return found == null || found.isMissingNode() ? null : found;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
