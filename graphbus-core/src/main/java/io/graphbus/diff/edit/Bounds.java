package io.graphbus.diff.edit;

import io.graphbus.diff.edit.Edit.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells whether a keyword allows more or less than before. */
final class Bounds {

    private static final Set<String> UPPER =
            Set.of(
                    "maximum",
                    "exclusiveMaximum",
                    "maxLength",
                    "maxItems",
                    "maxProperties",
                    "maxContains");
    private static final Set<String> LOWER =
            Set.of(
                    "minimum",
                    "exclusiveMinimum",
                    "minLength",
                    "minItems",
                    "minProperties",
                    "minContains");

    private Bounds() {}

    static Kind kind(String keyword, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null) {
            return Kind.CONSTRAINT_TIGHTENED;
        }
        if (after == null) {
            return Kind.CONSTRAINT_LOOSENED;
        }
        boolean upper = UPPER.contains(keyword);
        if ((!upper && !LOWER.contains(keyword)) || !before.isNumber() || !after.isNumber()) {
            return Kind.CONSTRAINT_CHANGED;
        }
        boolean grows = after.decimalValue().compareTo(before.decimalValue()) > 0;
        return grows == upper ? Kind.CONSTRAINT_LOOSENED : Kind.CONSTRAINT_TIGHTENED;
    }
}
