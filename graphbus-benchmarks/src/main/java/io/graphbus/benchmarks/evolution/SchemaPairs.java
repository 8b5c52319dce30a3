package io.graphbus.benchmarks.evolution;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Payloads as services have them, each with a later version. */
final class SchemaPairs {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> SCALARS = List.of("string", "integer", "number", "boolean");

    private final Random random;

    SchemaPairs(long seed) {
        this.random = new Random(seed);
    }

    /** Two versions of a schema. */
    record Pair(JsonNode before, JsonNode after) {}

    Pair next() {
        ObjectNode before = object(2);
        ObjectNode after = before.deepCopy();
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            change(after);
        }
        return random.nextBoolean() ? new Pair(before, after) : new Pair(after, before);
    }

    private ObjectNode object(int depth) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        int members = 3 + random.nextInt(10);
        for (int i = 0; i < members; i++) {
            properties.set("field" + i, member(depth));
        }
        properties.propertyNames().stream()
                .filter(name -> random.nextInt(3) > 0)
                .forEach(schema.putArray("required")::add);
        return schema;
    }

    private JsonNode member(int depth) {
        int kind = random.nextInt(10);
        if (kind == 0 && depth > 0) {
            return object(depth - 1);
        }
        ObjectNode schema = NODES.objectNode();
        if (kind == 1 && depth > 0) {
            schema.put("type", "array").set("items", member(depth - 1));
        } else if (kind == 2) {
            schema.putArray("enum").add("NEW").add("PAID").add("SENT");
        } else if (kind == 3) {
            schema.put("type", "string").put("pattern", "^[A-Z]{2}[0-9]{4,8}$");
        } else if (kind == 4 && depth > 0) {
            schema.putArray("oneOf").add(variant("card", depth)).add(variant("cash", depth));
        } else {
            schema.put("type", SCALARS.get(random.nextInt(SCALARS.size())));
        }
        return schema;
    }

    private ObjectNode variant(String kind, int depth) {
        ObjectNode variant = object(depth - 1);
        variant.withObjectProperty("properties").putObject("kind").put("const", kind);
        variant.withArrayProperty("required").add("kind");
        return variant;
    }

    private void change(ObjectNode schema) {
        ObjectNode properties = schema.withObjectProperty("properties");
        String name = "field" + random.nextInt(properties.size());
        switch (random.nextInt(6)) {
            case 0 -> properties.set("optional", member(0));
            case 1 -> require(schema, properties);
            case 2 -> properties.set(name, member(1));
            case 3 -> properties.putObject(name).put("type", "number");
            case 4 -> schema.withArrayProperty("required").removeAll();
            default -> properties.remove(name);
        }
    }

    private void require(ObjectNode schema, ObjectNode properties) {
        if (!properties.has("added")) {
            properties.set("added", member(0));
            schema.withArrayProperty("required").add("added");
        }
    }
}
