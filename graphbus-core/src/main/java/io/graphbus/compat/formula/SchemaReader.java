package io.graphbus.compat.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a JSON Schema into terms. For one thread. */
public final class SchemaReader {

    private final Terms terms;
    private final SchemaDocument document;
    private final ObjectKeywords objects;
    private final ArrayKeywords arrays;
    private final Map<String, Term> read = new HashMap<>();
    private final Set<String> reading = new LinkedHashSet<>();

    private SchemaReader(Terms terms, JsonNode root) {
        this.terms = terms;
        this.document = new SchemaDocument(root);
        this.objects = new ObjectKeywords(this, terms);
        this.arrays = new ArrayKeywords(this, terms, document.hasItemLists());
    }

    /** What a schema says, which is a valid one. */
    public static Term read(Terms terms, JsonNode schema) {
        return new SchemaReader(terms, schema).reference("#");
    }

    SchemaDocument document() {
        return document;
    }

    Term schema(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue() ? terms.always() : terms.never();
        }
        JsonNode reference = schema.path("$ref");
        if (reference.isString() && document.hasLonelyReferences()) {
            return reference(reference.stringValue());
        }
        List<Term> parts = new ArrayList<>();
        if (reference.isString()) {
            parts.add(reference(reference.stringValue()));
        }
        for (String keyword : List.of("$dynamicRef", "$recursiveRef")) {
            if (schema.has(keyword)) {
                parts.add(terms.of(new Formula.Opaque(keyword)));
            }
        }
        anyType(schema, parts);
        logic(schema, parts);
        ScalarKeywords.read(schema, terms, parts);
        objects.read(schema, parts);
        arrays.read(schema, parts);
        return terms.all(parts);
    }

    /** What a reference points to; only one that leads back to itself stays a reference. */
    private Term reference(String reference) {
        Term known = read.get(reference);
        if (known != null) {
            return known;
        }
        JsonNode target = document.target(reference);
        if (target == null) {
            return terms.of(new Formula.Opaque("$ref " + reference));
        }
        if (!reading.add(reference)) {
            return terms.reference(
                    document.key(reference), () -> read.getOrDefault(reference, terms.never()));
        }
        Term term = schema(target);
        reading.remove(reference);
        read.put(reference, term);
        return term;
    }

    private void anyType(JsonNode schema, List<Term> parts) {
        JsonNode type = schema.get("type");
        if (type != null) {
            parts.add(type(type));
        }
        if (schema.has("const")) {
            parts.add(terms.value(schema.get("const")));
        }
        JsonNode values = schema.get("enum");
        if (values != null) {
            parts.add(values(values));
        }
    }

    private Term type(JsonNode type) {
        EnumSet<JsonType> types = EnumSet.noneOf(JsonType.class);
        boolean integer = false;
        for (JsonNode name : type.isArray() ? type : List.of(type)) {
            if (name.asString().equals("integer")) {
                integer = true;
            } else {
                types.add(JsonType.valueOf(name.asString().toUpperCase(Locale.ROOT)));
            }
        }
        if (!integer || types.contains(JsonType.NUMBER)) {
            return terms.of(new Formula.Types(types));
        }
        types.add(JsonType.NUMBER);
        return terms.all(
                List.of(
                        terms.of(new Formula.Types(types)),
                        terms.of(new Formula.Multiple(BigDecimal.ONE))));
    }

    private Term values(JsonNode values) {
        Set<JsonNode> scalars = new LinkedHashSet<>();
        List<Term> either = new ArrayList<>();
        for (JsonNode value : values) {
            if (value.isContainer()) {
                either.add(terms.value(value));
            } else {
                scalars.add(Scalar.normal(value));
            }
        }
        if (!scalars.isEmpty()) {
            either.add(terms.of(new Formula.Scalars(scalars)));
        }
        return terms.any(either);
    }

    private void logic(JsonNode schema, List<Term> parts) {
        if (schema.has("allOf")) {
            parts.addAll(schemas(schema.get("allOf")));
        }
        if (schema.has("anyOf")) {
            parts.add(terms.any(schemas(schema.get("anyOf"))));
        }
        if (schema.has("oneOf")) {
            List<Term> branches = schemas(schema.get("oneOf"));
            parts.add(
                    branches.size() == 1
                            ? branches.getFirst()
                            : terms.of(new Formula.One(branches)));
        }
        if (schema.has("not")) {
            parts.add(terms.not(schema(schema.get("not"))));
        }
        if (schema.has("if") && (schema.has("then") || schema.has("else"))) {
            parts.add(
                    terms.of(
                            new Formula.Choice(
                                    schema(schema.get("if")),
                                    optional(schema.get("then")),
                                    optional(schema.get("else")))));
        }
    }

    /** What the schema says; an absent one says nothing. */
    Term optional(@Nullable JsonNode schema) {
        return schema == null ? terms.always() : schema(schema);
    }

    List<Term> schemas(JsonNode list) {
        List<Term> found = new ArrayList<>();
        list.forEach(schema -> found.add(schema(schema)));
        return List.copyOf(found);
    }

    Map<String, Term> named(@Nullable JsonNode schemas) {
        Map<String, Term> found = new LinkedHashMap<>();
        if (schemas != null) {
            schemas.properties().forEach(e -> found.put(e.getKey(), schema(e.getValue())));
        }
        return found;
    }
}
