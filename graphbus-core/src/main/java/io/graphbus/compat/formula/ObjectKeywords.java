package io.graphbus.compat.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a schema says of objects. */
final class ObjectKeywords {

    private final SchemaReader reader;
    private final Terms terms;

    ObjectKeywords(SchemaReader reader, Terms terms) {
        this.reader = reader;
        this.terms = terms;
    }

    void read(JsonNode schema, List<Term> parts) {
        members(schema, parts);
        if (schema.has("required")) {
            schema.get("required").forEach(name -> parts.add(required(name.asString())));
        }
        if (ScalarKeywords.count(schema, "minProperties", 0) > 0) {
            parts.add(
                    terms.of(
                            new Formula.MinMembers(
                                    ScalarKeywords.count(schema, "minProperties", 0))));
        }
        if (schema.has("maxProperties")) {
            parts.add(
                    terms.of(
                            new Formula.MaxMembers(
                                    ScalarKeywords.count(schema, "maxProperties", 0))));
        }
        if (schema.has("propertyNames")) {
            Term name = reader.schema(schema.get("propertyNames"));
            if (name != terms.always()) {
                parts.add(terms.of(new Formula.Names(name)));
            }
        }
        dependencies(schema, parts);
        if (schema.has("unevaluatedProperties")) {
            Term member = reader.schema(schema.get("unevaluatedProperties"));
            if (member != terms.always()) {
                parts.add(
                        terms.of(
                                new Formula.UnseenMembers(
                                        new Evaluated(reader, terms).members(schema), member)));
            }
        }
    }

    private void members(JsonNode schema, List<Term> parts) {
        Map<String, Term> named = reader.named(schema.get("properties"));
        Map<String, Term> matching = reader.named(schema.get("patternProperties"));
        Term others = reader.optional(schema.get("additionalProperties"));
        if (others == terms.always()) {
            matching.values().removeIf(member -> member == terms.always());
            named.values().removeIf(member -> member == terms.always());
        }
        if (!named.isEmpty() || !matching.isEmpty() || others != terms.always()) {
            parts.add(terms.of(new Formula.Members(named, matching, others)));
        }
    }

    Term required(String name) {
        return terms.of(new Formula.Required(name));
    }

    /** That it is an object with this member. */
    Term present(String name) {
        return terms.all(
                List.of(terms.of(new Formula.Types(Set.of(JsonType.OBJECT))), required(name)));
    }

    private void dependencies(JsonNode schema, List<Term> parts) {
        for (String keyword : List.of("dependentRequired", "dependentSchemas", "dependencies")) {
            JsonNode dependencies = schema.path(keyword);
            if (dependencies.isObject()) {
                dependencies
                        .properties()
                        .forEach(e -> parts.add(dependency(e.getKey(), e.getValue())));
            }
        }
    }

    private Term dependency(String name, JsonNode needs) {
        Term needed;
        if (needs.isArray()) {
            List<Term> names = new ArrayList<>();
            needs.forEach(other -> names.add(required(other.asString())));
            needed = terms.all(names);
        } else {
            needed = reader.schema(needs);
        }
        return terms.any(List.of(terms.not(present(name)), needed));
    }
}
