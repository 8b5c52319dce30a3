package io.graphbus.schema;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import io.graphbus.problem.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What makes a JSON document a JSON Schema. */
public final class SchemaDialect {

    private static final String DEFAULT = "https://json-schema.org/draft/2020-12/schema";
    private static final Set<String> OTHERS =
            Set.of(
                    "https://json-schema.org/draft/2019-09/schema",
                    "http://json-schema.org/draft-07/schema",
                    "http://json-schema.org/draft-06/schema");
    private static final SchemaRegistry REGISTRY = SchemaValidator.registry();
    private static final Set<String> NAMED =
            Set.of(
                    "properties",
                    "patternProperties",
                    "$defs",
                    "definitions",
                    "dependentSchemas",
                    "dependencies");
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");
    private static final Map<String, com.networknt.schema.Schema> METAS = new ConcurrentHashMap<>();

    private SchemaDialect() {}

    /**
     * Why a document is no JSON Schema of the dialect that it names, 2020-12 if it names none, by
     * JSON Pointers into it; empty when it is one. An expression that cannot be compiled is a fault
     * as well.
     */
    public static List<Violation> faults(JsonNode document) {
        try {
            return allFaults(document);
        } catch (StackOverflowError e) {
            return List.of(new Violation("", "is nested too deeply"));
        }
    }

    private static List<Violation> allFaults(JsonNode document) {
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
        if (!faults.isEmpty()) {
            return faults;
        }
        List<Violation> expressions = new ArrayList<>();
        expressions(document, "", expressions);
        return expressions.isEmpty() ? uncompilable(document) : expressions;
    }

    /** Regular expressions that are none; what stands in values and examples is no schema. */
    private static void expressions(JsonNode schema, String at, List<Violation> faults) {
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            String keyword = entry.getKey();
            String below = at + "/" + keyword;
            JsonNode value = entry.getValue();
            if (keyword.equals("pattern") && value.isString()) {
                expression(value.stringValue(), below, faults);
            } else if (NAMED.contains(keyword)) {
                for (Map.Entry<String, JsonNode> named : value.properties()) {
                    String place = below + "/" + named.getKey();
                    if (keyword.equals("patternProperties")) {
                        expression(named.getKey(), place, faults);
                    }
                    expressions(named.getValue(), place, faults);
                }
            } else if (value.isObject() && !VALUES.contains(keyword)) {
                expressions(value, below, faults);
            } else if (value.isArray() && !VALUES.contains(keyword)) {
                for (int i = 0; i < value.size(); i++) {
                    expressions(value.get(i), below + "/" + i, faults);
                }
            }
        }
    }

    private static void expression(String expression, String at, List<Violation> faults) {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            faults.add(new Violation(at, "is not a regular expression: " + e.getDescription()));
        }
    }

    private static com.networknt.schema.Schema meta(JsonNode document) {
        String named = document.path("$schema").asString("").replaceFirst("#$", "");
        return METAS.computeIfAbsent(
                OTHERS.contains(named) ? named : DEFAULT,
                location -> REGISTRY.getSchema(SchemaLocation.of(location)));
    }

    private static List<Violation> uncompilable(JsonNode document) {
        try {
            SchemaValidator.alone(new Schema(document)).acceptsAsIs(NullNode.instance);
            return List.of();
        } catch (RuntimeException e) { // of the library: an expression, a reference
            return List.of(new Violation("", String.valueOf(e.getMessage())));
        }
    }
}
