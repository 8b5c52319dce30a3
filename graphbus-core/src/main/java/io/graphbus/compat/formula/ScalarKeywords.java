package io.graphbus.compat.formula;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What a schema says of numbers and texts. */
final class ScalarKeywords {

    private ScalarKeywords() {}

    static void read(JsonNode schema, Terms terms, List<Term> parts) {
        number(schema, "minimum", terms, parts, b -> new Formula.Least(b, false));
        number(schema, "maximum", terms, parts, b -> new Formula.Most(b, false));
        number(schema, "exclusiveMinimum", terms, parts, b -> new Formula.Least(b, true));
        number(schema, "exclusiveMaximum", terms, parts, b -> new Formula.Most(b, true));
        number(schema, "multipleOf", terms, parts, Formula.Multiple::new);
        int least = count(schema, "minLength", 0);
        if (least > 0) {
            parts.add(terms.of(new Formula.MinLength(least)));
        }
        if (schema.has("maxLength")) {
            parts.add(terms.of(new Formula.MaxLength(count(schema, "maxLength", 0))));
        }
        if (schema.has("pattern")) {
            parts.add(terms.of(new Formula.Matches(schema.get("pattern").asString())));
        }
    }

    private static void number(
            JsonNode schema,
            String keyword,
            Terms terms,
            List<Term> parts,
            Function<BigDecimal, Formula> formula) {
        JsonNode value = schema.get(keyword);
        if (value != null && value.isNumber()) {
            parts.add(terms.of(formula.apply(value.decimalValue().stripTrailingZeros())));
        }
    }

    /** A number of things, as far as one can count. */
    static int count(JsonNode schema, String keyword, int otherwise) {
        JsonNode value = schema.get(keyword);
        if (value == null || !value.isNumber()) {
            return otherwise;
        }
        return value.decimalValue().min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }
}
