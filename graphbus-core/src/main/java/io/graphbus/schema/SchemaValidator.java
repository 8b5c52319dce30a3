package io.graphbus.schema;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.graphbus.problem.Violation;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Checks values against one schema, which is compiled once. An object's member that is {@code null}
 * counts as absent. Usable from any thread.
 */
public final class SchemaValidator {

    private static final SchemaRegistry REGISTRY = registry();

    private final com.networknt.schema.Schema compiled;

    private SchemaValidator(com.networknt.schema.Schema compiled) {
        this.compiled = compiled;
    }

    public static SchemaValidator of(Schema schema) {
        return new SchemaValidator(REGISTRY.getSchema(schema.json()));
    }

    /** A validator for a schema of which another one may have the same {@code $id}. */
    public static SchemaValidator alone(Schema schema) {
        return new SchemaValidator(registry().getSchema(schema.json()));
    }

    /** Loads nothing but the dialects, which the library brings with it. */
    static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaLoader(l -> l.block(iri -> !isDialect(iri.toString()))));
    }

    private static boolean isDialect(String iri) {
        return iri.startsWith("https://json-schema.org/draft")
                || iri.startsWith("http://json-schema.org/draft")
                || iri.startsWith("classpath:draft");
    }

    /** Every fault of the value, sorted by its JSON Pointer; empty when it is valid. */
    public List<Violation> validate(JsonNode value) {
        return compiled.validate(Json.withoutNulls(value)).stream()
                .map(SchemaValidator::violation)
                .distinct()
                .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::message))
                .toList();
    }

    public boolean accepts(JsonNode value) {
        return compiled.validate(Json.withoutNulls(value)).isEmpty();
    }

    /** Whether the value is valid as it stands, with {@code null} as a value like any other. */
    public boolean acceptsAsIs(JsonNode value) {
        return compiled.validate(value).isEmpty();
    }

    /** Why a value is not valid as it stands, in the order of the places. */
    public List<Fault> faults(JsonNode value) {
        return compiled.validate(value).stream()
                .map(SchemaValidator::fault)
                .distinct()
                .sorted(Comparator.comparing(Fault::path).thenComparing(Fault::message))
                .toList();
    }

    /**
     * One reason why a value is not valid.
     *
     * @param keyword of the schema that refuses it
     * @param path JSON Pointer into the value
     */
    public record Fault(String keyword, String path, String message) {}

    private static Fault fault(Error error) {
        Violation violation = violation(error);
        return new Fault(String.valueOf(error.getKeyword()), violation.path(), violation.message());
    }

    private static Violation violation(Error error) {
        String path = error.getInstanceLocation().toString();
        String message = error.getMessage();
        String prefix = path + ": ";
        return new Violation(
                path, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }
}
