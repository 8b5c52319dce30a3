package io.graphbus.compat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Schemas and values from a small vocabulary, so that they meet. */
final class RandomSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> PATTERNS =
            List.of("^a", "b$", "^[ab]*$", "a|c", "^.{2}$", "\\d");
    private static final List<String> TEXTS = List.of("", "a", "b", "ab", "ba", "x1", "c");
    private static final List<String> TYPES =
            List.of("integer", "number", "string", "boolean", "null", "object", "array");
    private static final List<String> STEPS = List.of("0.5", "1", "2", "3", "1.5");

    private final Random random;

    RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Two schemas.
     *
     * @param compatible whether they are by construction
     */
    record Pair(JsonNode writer, JsonNode reader, boolean compatible) {}

    Pair pair(int depth) {
        JsonNode schema = schema(depth);
        return switch (below(4)) {
            case 0 -> new Pair(schema, schema(depth), false);
            case 1 -> new Pair(schema, list("anyOf", () -> schema(depth), schema), true);
            case 2 -> new Pair(list("allOf", () -> schema(depth), schema), schema, true);
            default -> recursive(depth);
        };
    }

    private Pair recursive(int depth) {
        ObjectNode writer = NODES.objectNode();
        ObjectNode reader = NODES.objectNode();
        for (ObjectNode one : List.of(writer, reader)) {
            keyword(one, depth);
            JsonNode item = schema(depth);
            ObjectNode node = item instanceof ObjectNode object ? object : NODES.objectNode();
            node.withObjectProperty("properties").putObject(name()).put("$ref", "#/$defs/node");
            one.withObjectProperty("properties").putObject(name()).put("$ref", "#/$defs/node");
            one.withObjectProperty("$defs").set("node", node);
        }
        return new Pair(writer, reader, false);
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    private <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    private String name() {
        return one(NAMES);
    }

    JsonNode value(int depth) {
        return switch (below(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(below(6) - 1);
            case 3 -> NODES.numberNode(BigDecimal.valueOf(below(12) - 2).divide(BigDecimal.TWO));
            case 4, 5 -> NODES.stringNode(one(TEXTS));
            case 6 -> {
                ArrayNode array = NODES.arrayNode();
                for (int i = below(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int i = below(4); i > 0; i--) {
                    object.set(one(List.of("a", "b", "c", "ab", "d")), value(depth - 1));
                }
                yield object;
            }
        };
    }

    JsonNode schema(int depth) {
        ObjectNode schema = NODES.objectNode();
        if (depth > 0 && below(10) > 0) {
            for (int i = 1 + below(3); i > 0; i--) {
                keyword(schema, depth);
            }
            return schema;
        }
        switch (below(5)) {
            case 0 -> {
                return NODES.booleanNode(below(3) > 0);
            }
            case 1 -> schema.put("type", one(TYPES));
            case 2 -> schema.set("const", value(1));
            case 3 -> some(3, () -> value(1)).forEach(schema.putArray("enum")::add);
            default -> scalar(schema);
        }
        return schema;
    }

    private <T> Set<T> some(int most, Supplier<T> one) {
        Set<T> found = new LinkedHashSet<>();
        for (int i = 1 + below(most); i > 0; i--) {
            found.add(one.get());
        }
        return found;
    }

    private static ObjectNode list(String keyword, Supplier<JsonNode> first, JsonNode second) {
        ObjectNode schema = NODES.objectNode();
        schema.putArray(keyword).add(first.get()).add(second);
        return schema;
    }

    private void scalar(ObjectNode schema) {
        switch (below(8)) {
            case 0 -> schema.put("minimum", below(5) - 1);
            case 1 -> schema.put("maximum", below(5));
            case 2 -> schema.put("exclusiveMinimum", below(4) - 1);
            case 3 -> schema.put("exclusiveMaximum", below(5));
            case 4 -> schema.set("multipleOf", NODES.numberNode(new BigDecimal(one(STEPS))));
            case 5 -> schema.put("minLength", below(3));
            case 6 -> schema.put("maxLength", below(3));
            default -> schema.put("pattern", one(PATTERNS));
        }
    }

    private void keyword(ObjectNode schema, int depth) {
        switch (below(4)) {
            case 0 -> some(2, () -> one(TYPES)).forEach(schema.putArray("type")::add);
            case 1 -> object(schema, depth);
            case 2 -> array(schema, depth);
            default -> {
                if (below(3) == 0) {
                    scalar(schema);
                } else {
                    logic(schema, depth);
                }
            }
        }
    }

    private void object(ObjectNode schema, int depth) {
        switch (below(10)) {
            case 0, 1 -> {
                ObjectNode properties = schema.putObject("properties");
                some(2, this::name).forEach(n -> properties.set(n, schema(depth - 1)));
            }
            case 2 -> schema.set("additionalProperties", schema(depth - 1));
            case 3 -> schema.putObject("patternProperties").set(one(PATTERNS), schema(depth - 1));
            case 4 -> some(2, this::name).forEach(schema.putArray("required")::add);
            case 5 -> schema.put("minProperties", below(3));
            case 6 -> schema.put("maxProperties", below(3));
            case 7 -> schema.set("propertyNames", schema(0));
            case 8 -> schema.putObject("dependentSchemas").set(name(), schema(depth - 1));
            default -> schema.set("unevaluatedProperties", schema(0));
        }
        if (below(8) == 0) {
            schema.putObject("dependentRequired").putArray(name()).add(name());
        }
    }

    private void array(ObjectNode schema, int depth) {
        switch (below(7)) {
            case 0 -> schema.set("items", schema(depth - 1));
            case 1 -> {
                List<JsonNode> items = new ArrayList<>();
                for (int i = 1 + below(2); i > 0; i--) {
                    items.add(schema(depth - 1));
                }
                items.forEach(schema.putArray("prefixItems")::add);
            }
            case 2 -> schema.put("minItems", below(3));
            case 3 -> schema.put("maxItems", below(3));
            case 4 -> schema.put("uniqueItems", true);
            case 5 -> {
                schema.set("contains", schema(depth - 1));
                schema.put("minContains", below(3));
                schema.put("maxContains", below(4));
            }
            default -> schema.set("unevaluatedItems", schema(0));
        }
    }

    private void logic(ObjectNode schema, int depth) {
        switch (below(5)) {
            case 0 -> schema.setAll(list("allOf", () -> schema(depth - 1), schema(depth - 1)));
            case 1 -> schema.setAll(list("anyOf", () -> schema(depth - 1), schema(depth - 1)));
            case 2 -> schema.setAll(list("oneOf", () -> schema(depth - 1), schema(depth - 1)));
            case 3 -> schema.set("not", schema(depth - 1));
            default -> {
                schema.set("if", schema(depth - 1));
                schema.set("then", schema(depth - 1));
                schema.set("else", schema(depth - 1));
            }
        }
    }
}
