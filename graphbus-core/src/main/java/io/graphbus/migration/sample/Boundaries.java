package io.graphbus.migration.sample;

import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Moves values to the bounds that schemas name, and one to either side of them. */
public final class Boundaries {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int BASES = 6;
    private static final int LONGEST = 10_000;
    private static final List<String> LENGTHS =
            List.of("minLength", "maxLength", "minItems", "maxItems");

    private final TreeSet<BigDecimal> numbers = new TreeSet<>();
    private final TreeSet<Integer> lengths = new TreeSet<>();
    private final Map<String, JsonNode> texts = new TreeMap<>();

    private Boundaries(Collection<JsonNode> schemas) {
        schemas.forEach(this::read);
    }

    /**
     * Values that the schema accepts, each one of those given with one part at a bound.
     *
     * @param values smallest first
     * @param schemas that name the bounds
     */
    public static List<JsonNode> of(
            Schema schema, List<JsonNode> values, Collection<JsonNode> schemas, int count) {
        Boundaries boundaries = new Boundaries(schemas);
        SchemaValidator validator = SchemaValidator.alone(schema);
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (i >= BASES && i < values.size() - BASES) {
                continue;
            }
            for (JsonNode moved : boundaries.moved(values.get(i))) {
                if (found.size() < count && validator.acceptsAsIs(moved)) {
                    found.putIfAbsent(Json.canonical(moved), moved);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private void read(JsonNode schema) {
        schema.properties()
                .forEach(
                        member -> {
                            JsonNode value = member.getValue();
                            if (value.isNumber() && LENGTHS.contains(member.getKey())) {
                                length(value.asInt(LONGEST));
                            } else {
                                scalar(value);
                                read(value);
                            }
                        });
        if (schema.isArray()) {
            schema.forEach(this::scalar);
            schema.forEach(this::read);
        }
    }

    private void length(int length) {
        for (int near = length - 1; near <= length + 1; near++) {
            if (near >= 0 && near <= LONGEST) {
                lengths.add(near);
            }
        }
    }

    private void scalar(JsonNode value) {
        if (value.isNumber()) {
            numbers.add(value.decimalValue().subtract(BigDecimal.ONE));
            numbers.add(value.decimalValue());
            numbers.add(value.decimalValue().add(BigDecimal.ONE));
        } else if (value.isString()) {
            texts.put(value.stringValue(), value);
        }
    }

    private List<JsonNode> moved(JsonNode value) {
        if (value.isNumber()) {
            return numbers.stream().<JsonNode>map(Boundaries::number).toList();
        }
        List<JsonNode> moved = new ArrayList<>();
        if (value.isString()) {
            moved.addAll(texts.values());
            lengths.forEach(n -> moved.add(NODES.stringNode(text(value.stringValue(), n))));
        } else if (value instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                moved(object.path(name)).forEach(part -> moved.add(with(object, name, part)));
            }
        } else if (value instanceof ArrayNode array && !array.isEmpty()) {
            for (int i = 0; i < array.size(); i++) {
                for (JsonNode part : moved(array.path(i))) {
                    moved.add(with(array, i, part));
                }
            }
            lengths.forEach(n -> moved.add(items(array, n)));
        }
        return moved;
    }

    private static JsonNode number(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        boolean small = number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return whole && small
                ? NODES.numberNode(number.longValue())
                : NODES.numberNode(number.stripTrailingZeros());
    }

    private static String text(String text, int length) {
        return text.length() >= length
                ? text.substring(0, length)
                : text + "a".repeat(length - text.length());
    }

    private static JsonNode with(ObjectNode object, String name, JsonNode part) {
        ObjectNode copy = object.deepCopy();
        copy.set(name, part);
        return copy;
    }

    private static JsonNode with(ArrayNode array, int at, JsonNode part) {
        ArrayNode copy = array.deepCopy();
        copy.set(at, part);
        return copy;
    }

    private static JsonNode items(ArrayNode array, int length) {
        ArrayNode items = NODES.arrayNode();
        for (int i = 0; i < length; i++) {
            items.add(array.path(i % array.size()).deepCopy());
        }
        return items;
    }
}
