package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.JsonType;
import io.graphbus.compat.formula.Literal;
import io.graphbus.compat.formula.Scalar;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tries values without parts one by one. */
final class ScalarCheck {

    private final TextSolver texts;

    ScalarCheck(TextSolver texts) {
        this.texts = texts;
    }

    Outcome firstOf(List<JsonNode> values, Facts facts) {
        Outcome best = Outcome.NONE;
        for (JsonNode value : values) {
            if (facts.types().contains(JsonType.of(value))) {
                best = best.or(check(value, facts));
            }
            if (best.isFound()) {
                return best;
            }
        }
        return best;
    }

    private Outcome check(JsonNode value, Facts facts) {
        boolean sure = true;
        for (Literal literal : facts.literals()) {
            Boolean holds = holds(literal.term().formula(), value);
            if (holds == null) {
                sure = false;
            } else if (holds != literal.positive()) {
                return Outcome.NONE;
            }
        }
        return Outcome.found(value, sure);
    }

    /** Whether it holds for a value without parts; {@code null} where that is not known. */
    private @Nullable Boolean holds(Formula formula, JsonNode value) {
        return switch (formula) {
            case Formula.Scalars f -> f.values().contains(Scalar.normal(value));
            case Formula.Opaque f -> null;
            case Formula.Least f -> !value.isNumber() || compare(value, f.bound()) >= least(f);
            case Formula.Most f -> !value.isNumber() || compare(value, f.bound()) <= -most(f);
            case Formula.Multiple f ->
                    !value.isNumber() || NumberSolver.isMultiple(value.decimalValue(), f.of());
            case Formula.MinLength f -> !value.isString() || length(value) >= f.length();
            case Formula.MaxLength f -> !value.isString() || length(value) <= f.length();
            case Formula.Matches f -> matches(f, value);
            default -> true; // on parts, which it does not have
        };
    }

    private static int least(Formula.Least least) {
        return least.exclusive() ? 1 : 0;
    }

    private static int most(Formula.Most most) {
        return most.exclusive() ? 1 : 0;
    }

    private static int compare(JsonNode value, BigDecimal bound) {
        return value.decimalValue().compareTo(bound);
    }

    private static int length(JsonNode value) {
        String text = value.stringValue();
        return text.codePointCount(0, text.length());
    }

    private @Nullable Boolean matches(Formula.Matches matches, JsonNode value) {
        return value.isString()
                ? texts.language(matches.expression())
                        .map(l -> l.contains(value.stringValue()))
                        .orElse(null)
                : Boolean.TRUE;
    }
}
