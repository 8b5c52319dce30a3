package io.graphbus.migration.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes texts, numbers and truths, at their bounds and between. For one thread. */
final class Scalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TYPES = List.of("string", "integer", "boolean");
    private static final List<String> WORDS =
            List.of(
                    "",
                    "a",
                    "7",
                    "EUR 5",
                    "Ada Lovelace",
                    "Grace Brewster Hopper",
                    "\u00e9\"\\/~*");
    private static final Map<String, List<String>> FORMATS =
            Map.of(
                    "date-time", List.of("2024-02-29T23:59:59Z", "1999-12-31T00:00:00.123+02:00"),
                    "date", List.of("2024-02-29", "1970-01-01"),
                    "time", List.of("23:59:59Z", "00:00:00.5+02:00"),
                    "duration", List.of("PT1S", "P1DT2H"),
                    "uuid", List.of("123e4567-e89b-12d3-a456-426614174000"),
                    "uri", List.of("https://example.org/a?b#c"),
                    "email", List.of("ada@example.org"));
    private static final int LONG = 2_000;

    private final Random random;
    private final Map<JsonNode, List<String>> matching = new HashMap<>();

    Scalars(Random random) {
        this.random = random;
    }

    /** The type that a schema without one speaks of. */
    String type(ObjectNode schema) {
        if (schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf")) {
            return "number";
        }
        boolean text = schema.has("pattern") || schema.has("minLength") || schema.has("maxLength");
        return text ? "string" : one(TYPES);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @Nullable JsonNode make(String type, ObjectNode schema) {
        return switch (type) {
            case "string" -> NODES.stringNode(text(schema));
            case "integer" -> number(schema, 0);
            case "number" -> number(schema, 2);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> null;
        };
    }

    private String text(ObjectNode schema) {
        if (schema.has("pattern")) {
            List<String> texts = matching.computeIfAbsent(schema, Scalars::matching);
            return texts.isEmpty() ? "" : one(texts);
        }
        List<String> format = FORMATS.get(schema.path("format").asString(""));
        if (format != null) {
            return one(format);
        }
        int least = Math.min(schema.path("minLength").asInt(0), LONG);
        int most = Math.max(least, schema.path("maxLength").asInt(LONG));
        StringBuilder text = new StringBuilder(one(WORDS));
        while (text.length() < least) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.substring(0, Math.min(text.length(), most));
    }

    private static List<String> matching(JsonNode schema) {
        ObjectNode texts = ((ObjectNode) schema).deepCopy();
        texts.put("type", "string");
        return Instances.witness(texts).map(JsonNode::asString).stream().toList();
    }

    private JsonNode number(ObjectNode schema, int digits) {
        BigDecimal least = bound(schema, "minimum", "exclusiveMinimum", 1);
        BigDecimal most = bound(schema, "maximum", "exclusiveMaximum", -1);
        List<BigDecimal> candidates = new ArrayList<>();
        if (least != null) {
            candidates.add(least);
            candidates.add(least.add(BigDecimal.valueOf(random.nextInt(100))));
        }
        if (most != null) {
            candidates.add(most);
            candidates.add(most.subtract(BigDecimal.valueOf(random.nextInt(100))));
        }
        candidates.add(BigDecimal.valueOf(random.nextInt(20_001) - 10_000, digits));
        candidates.add(BigDecimal.valueOf(random.nextInt(3)));
        candidates.removeIf(c -> least != null && c.compareTo(least) < 0);
        candidates.removeIf(c -> most != null && c.compareTo(most) > 0);
        BigDecimal chosen = candidates.isEmpty() ? BigDecimal.ZERO : one(candidates);
        BigDecimal step = schema.path("multipleOf").decimalValue(BigDecimal.ZERO);
        if (step.signum() > 0) {
            chosen = chosen.divide(step, 0, RoundingMode.CEILING).multiply(step);
        }
        return digits == 0 && chosen.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                ? NODES.numberNode(chosen.longValue())
                : NODES.numberNode(chosen);
    }

    private static @Nullable BigDecimal bound(
            ObjectNode schema, String including, String excluding, int inwards) {
        if (schema.path(including).isNumber()) {
            return schema.path(including).decimalValue();
        }
        return schema.path(excluding).isNumber()
                ? schema.path(excluding).decimalValue().add(BigDecimal.valueOf(inwards))
                : null;
    }
}
