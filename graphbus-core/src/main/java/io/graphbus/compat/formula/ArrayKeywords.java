package io.graphbus.compat.formula;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a schema says of arrays. */
final class ArrayKeywords {

    private final SchemaReader reader;
    private final Terms terms;
    private final boolean lists;

    /**
     * Reads them.
     *
     * @param lists whether {@code items} may be a list, with {@code additionalItems} for the rest
     */
    ArrayKeywords(SchemaReader reader, Terms terms, boolean lists) {
        this.reader = reader;
        this.terms = terms;
        this.lists = lists;
    }

    void read(JsonNode schema, List<Term> parts) {
        items(schema, parts);
        if (ScalarKeywords.count(schema, "minItems", 0) > 0) {
            parts.add(terms.of(new Formula.MinItems(ScalarKeywords.count(schema, "minItems", 0))));
        }
        if (schema.has("maxItems")) {
            parts.add(terms.of(new Formula.MaxItems(ScalarKeywords.count(schema, "maxItems", 0))));
        }
        if (schema.path("uniqueItems").asBoolean(false)) {
            parts.add(terms.of(new Formula.Distinct()));
        }
        if (schema.has("contains")) {
            int least = ScalarKeywords.count(schema, "minContains", 1);
            int most = ScalarKeywords.count(schema, "maxContains", Integer.MAX_VALUE);
            Term item = reader.schema(schema.get("contains"));
            if (least > 0 || most < Integer.MAX_VALUE) {
                parts.add(terms.of(new Formula.Contains(item, least, most)));
            }
        }
        if (schema.has("unevaluatedItems")) {
            Term item = reader.schema(schema.get("unevaluatedItems"));
            if (item != terms.always()) {
                parts.add(
                        terms.of(
                                new Formula.UnseenItems(
                                        new Evaluated(reader, terms).items(schema), item)));
            }
        }
    }

    private void items(JsonNode schema, List<Term> parts) {
        JsonNode items = schema.get("items");
        boolean list = lists && items != null && items.isArray();
        JsonNode first = list ? items : schema.get("prefixItems");
        List<Term> leading = first == null ? List.of() : reader.schemas(first);
        Term rest = reader.optional(list ? schema.get("additionalItems") : items);
        boolean says =
                rest != terms.always() || leading.stream().anyMatch(t -> t != terms.always());
        if (says) {
            parts.add(terms.of(new Formula.Items(leading, rest)));
        }
    }
}
