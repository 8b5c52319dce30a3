package io.graphbus.migration.sample;

import io.graphbus.compat.Compatibility;
import io.graphbus.compat.Mode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Values that a schema accepts, as a writer that sends nothing undeclared has them: what is
 * optional is there or not, numbers and texts are at their bounds and between. The same seed gives
 * the same values.
 */
public final class Instances {

    private static final int TRIES = 4;

    private Instances() {}

    /** At most so many different values, smallest first; none when none is found. */
    public static List<JsonNode> of(Schema schema, int count, long seed) {
        SchemaValidator validator = SchemaValidator.alone(schema);
        Map<String, JsonNode> found = new TreeMap<>();
        witness(schema.json()).ifPresent(value -> found.put(Json.canonical(value), value));
        Maker maker = new Maker(schema.json(), seed);
        for (int i = 0; i < count * TRIES && found.size() < count; i++) {
            maker.make()
                    .filter(validator::acceptsAsIs)
                    .ifPresent(value -> found.put(Json.canonical(value), value));
        }
        List<String> texts = new ArrayList<>(found.keySet());
        texts.sort(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        return texts.stream()
                .flatMap(text -> Optional.ofNullable(found.get(text)).stream())
                .toList();
    }

    /** A value that a proof of the contrary stumbles over. */
    static Optional<JsonNode> witness(JsonNode schema) {
        JsonNode nothing = JsonNodeFactory.instance.booleanNode(false);
        return Optional.ofNullable(Compatibility.check(schema, nothing, Mode.ROLES).witness());
    }
}
