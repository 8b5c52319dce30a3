package io.graphbus.schema;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import io.graphbus.problem.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** What makes a JSON document a JSON Schema. */
public final class SchemaDialect {

    private static final String DEFAULT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> OTHERS =
            Set.of(
                    "https://json-schema.org/draft/2019-09/schema",
                    "http://json-schema.org/draft-07/schema",
                    "http://json-schema.org/draft-06/schema");
    private static final SchemaRegistry REGISTRY = SchemaValidator.registry();
    private static final Map<String, com.networknt.schema.Schema> METAS = new ConcurrentHashMap<>();

    private SchemaDialect() {}

    /**
     * Why a document is no JSON Schema of the dialect that it names, 2020-12 if it names none, by
     * JSON Pointers into it; empty when it is one. An expression that cannot be compiled is a fault
     * as well.
     */
    public static List<Violation> faults(JsonNode document) {
        List<Violation> faults =
                meta(document).validate(document).stream()
                        .map(
                                error ->
                                        new Violation(
                                                error.getInstanceLocation().toString(),
                                                error.getMessage()))
                        .distinct()
                        .sorted(
                                Comparator.comparing(Violation::path)
                                        .thenComparing(Violation::message))
                        .toList();
        return faults.isEmpty() ? uncompilable(document) : faults;
    }

    private static com.networknt.schema.Schema meta(JsonNode document) {
        String named = document.path("$schema").asString("").replaceFirst("#$", "");
        return METAS.computeIfAbsent(
                OTHERS.contains(named) ? named : DEFAULT,
                location -> REGISTRY.getSchema(SchemaLocation.of(location)));
    }

    private static List<Violation> uncompilable(JsonNode document) {
        try {
            SchemaValidator.alone(new Schema(document)).acceptsAsIs(document);
            return List.of();
        } catch (RuntimeException e) { // of the library: an expression, a reference
            return List.of(new Violation("", String.valueOf(e.getMessage())));
        }
    }
}
