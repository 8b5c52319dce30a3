package io.graphbus.compat.formula;

import io.graphbus.compat.formula.Formula.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What the keywords of one schema look at, so that {@code unevaluated...} leaves it alone. */
final class Evaluated {

    private final SchemaReader reader;
    private final Terms terms;
    private final Set<String> followed = new HashSet<>();
    private final List<Seen> found = new ArrayList<>();

    Evaluated(SchemaReader reader, Terms terms) {
        this.reader = reader;
        this.terms = terms;
    }

    List<Seen> members(JsonNode schema) {
        walk(schema, List.of(), true, false);
        return List.copyOf(found);
    }

    List<Seen> items(JsonNode schema) {
        walk(schema, List.of(), true, true);
        return List.copyOf(found);
    }

    private void walk(JsonNode schema, List<Term> conditions, boolean top, boolean items) {
        Term condition = terms.all(conditions);
        Seen here = items ? itemsHere(schema, top, condition) : membersHere(schema, top, condition);
        if (here.all() || here.items() > 0 || here.names().size() + here.matching().size() > 0) {
            found.add(here);
        }
        if (items && schema.has("contains")) {
            found.add(
                    new Seen(
                            terms.of(new Formula.Opaque("contains beside unevaluatedItems")),
                            Set.of(),
                            Set.of(),
                            0,
                            true));
        }
        JsonNode reference = schema.path("$ref");
        if (reference.isString() && followed.add(reference.stringValue() + conditions)) {
            JsonNode target = reader.document().target(reference.stringValue());
            if (target != null) {
                walk(target, conditions, false, items);
            }
        }
        schema.path("allOf").forEach(part -> walk(part, conditions, false, items));
        for (String keyword : List.of("anyOf", "oneOf")) {
            schema.path(keyword)
                    .forEach(
                            part -> walk(part, and(conditions, reader.schema(part)), false, items));
        }
        conditional(schema, conditions, items);
    }

    private void conditional(JsonNode schema, List<Term> conditions, boolean items) {
        JsonNode condition = schema.get("if");
        if (condition != null) {
            Term holds = reader.schema(condition);
            walk(condition, and(conditions, holds), false, items);
            walk(schema.path("then"), and(conditions, holds), false, items);
            walk(schema.path("else"), and(conditions, terms.not(holds)), false, items);
        }
        JsonNode dependent = schema.path("dependentSchemas");
        if (dependent.isObject()) {
            ObjectKeywords objects = new ObjectKeywords(reader, terms);
            dependent
                    .properties()
                    .forEach(
                            e ->
                                    walk(
                                            e.getValue(),
                                            and(conditions, objects.present(e.getKey())),
                                            false,
                                            items));
        }
    }

    private static List<Term> and(List<Term> conditions, Term more) {
        List<Term> all = new ArrayList<>(conditions);
        all.add(more);
        return all;
    }

    private static Seen membersHere(JsonNode schema, boolean top, Term condition) {
        boolean all =
                schema.has("additionalProperties") || (!top && schema.has("unevaluatedProperties"));
        return new Seen(
                condition,
                Set.copyOf(schema.path("properties").propertyNames()),
                Set.copyOf(schema.path("patternProperties").propertyNames()),
                0,
                all);
    }

    private static Seen itemsHere(JsonNode schema, boolean top, Term condition) {
        JsonNode items = schema.path("items");
        int first = schema.path("prefixItems").size() + (items.isArray() ? items.size() : 0);
        boolean all =
                items.isObject()
                        || items.isBoolean()
                        || schema.has("additionalItems")
                        || (!top && schema.has("unevaluatedItems"));
        return new Seen(condition, Set.of(), Set.of(), first, all);
    }
}
