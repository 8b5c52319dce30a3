package io.graphbus.migration.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes candidates from a schema; most are valid, a validator has to tell. For one thread. */
final class Maker {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEPTH = 6;
    private static final int MORE = 3;
    private static final List<String> MERGED = List.of("properties", "required");

    private final JsonNode root;
    private final Random random;
    private final Scalars scalars;

    Maker(JsonNode root, long seed) {
        this.root = root;
        this.random = new Random(seed);
        this.scalars = new Scalars(random);
    }

    /** A candidate; empty where the schema leads to nothing. */
    Optional<JsonNode> make() {
        return Optional.ofNullable(make(root, 0));
    }

    private @Nullable JsonNode make(JsonNode schema, int depth) {
        if (depth > 3 * DEPTH || schema.isBoolean() && !schema.booleanValue()) {
            return null;
        }
        ObjectNode flat = flat(schema, depth);
        if (flat.has("const")) {
            return flat.get("const").deepCopy();
        }
        if (flat.path("enum").isArray()) {
            return one(flat.path("enum")).deepCopy();
        }
        return switch (type(flat)) {
            case "object" -> object(flat, depth);
            case "array" -> array(flat, depth);
            default -> scalars.make(type(flat), flat);
        };
    }

    private JsonNode one(JsonNode array) {
        return array.isEmpty() ? NODES.nullNode() : array.get(random.nextInt(array.size()));
    }

    /** What a schema says together with what it refers to, with one of its branches. */
    private ObjectNode flat(JsonNode schema, int depth) {
        ObjectNode flat = NODES.objectNode();
        if (!(schema instanceof ObjectNode object) || depth > 4 * DEPTH) {
            return flat;
        }
        merge(flat, object);
        if (object.path("$ref").isString()) {
            merge(flat, flat(target(object.path("$ref").stringValue()), depth + 1));
        }
        for (JsonNode part : object.path("allOf")) {
            merge(flat, flat(part, depth + 1));
        }
        for (String branches : List.of("anyOf", "oneOf")) {
            if (object.path(branches).isArray()) {
                merge(flat, flat(one(object.path(branches)), depth + 1));
            }
        }
        return flat;
    }

    private JsonNode target(String reference) {
        String pointer = reference.startsWith("#") ? reference.substring(1) : "/";
        return pointer.isEmpty() || pointer.startsWith("/")
                ? root.at(pointer)
                : NODES.missingNode();
    }

    private static void merge(ObjectNode into, ObjectNode other) {
        other.properties()
                .forEach(
                        e -> {
                            JsonNode mine = into.get(e.getKey());
                            if (mine == null || !MERGED.contains(e.getKey())) {
                                into.set(e.getKey(), e.getValue().deepCopy());
                            } else if (mine instanceof ObjectNode properties) {
                                properties.setAll((ObjectNode) e.getValue());
                            } else if (mine instanceof ArrayNode required) {
                                e.getValue().forEach(required::add);
                            }
                        });
    }

    private String type(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return one(type).asString("null");
        }
        if (type.isString()) {
            return type.stringValue();
        }
        if (schema.has("properties") || schema.has("required")) {
            return "object";
        }
        return schema.has("items") || schema.has("prefixItems") ? "array" : scalars.type(schema);
    }

    private @Nullable JsonNode object(ObjectNode schema, int depth) {
        ObjectNode made = NODES.objectNode();
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        JsonNode properties = schema.path("properties");
        Set<String> names = new TreeSet<>(required);
        names.addAll(properties.propertyNames());
        for (String name : names) {
            if (!required.contains(name) && (depth >= DEPTH || random.nextInt(5) < 2)) {
                continue;
            }
            JsonNode value = make(properties.path(name), depth + 1);
            if (value != null) {
                made.set(name, value);
            } else if (required.contains(name)) {
                return null;
            }
        }
        JsonNode others = schema.path("additionalProperties");
        int entries = others.isObject() && depth < DEPTH ? random.nextInt(MORE) : 0;
        for (int i = made.size(); made.size() < schema.path("minProperties").asInt(0); i++) {
            made.put("more" + i, i);
        }
        for (int i = 0; i < entries; i++) {
            JsonNode value = make(others, depth + 1);
            if (value != null) {
                made.set("key" + i, value);
            }
        }
        return made;
    }

    private @Nullable JsonNode array(ObjectNode schema, int depth) {
        List<JsonNode> made = new ArrayList<>();
        int least = Math.min(schema.path("minItems").asInt(0), 1_000);
        int most = Math.max(least, schema.path("maxItems").asInt(least + MORE));
        int size =
                depth >= DEPTH ? least : least + random.nextInt(Math.min(most - least, MORE) + 1);
        JsonNode first = schema.path("prefixItems");
        for (int i = 0; i < size; i++) {
            JsonNode item = make(i < first.size() ? first.get(i) : schema.path("items"), depth + 1);
            if (item == null) {
                return made.size() < least ? null : NODES.arrayNode().addAll(made);
            }
            made.add(item);
        }
        return NODES.arrayNode().addAll(made);
    }
}
