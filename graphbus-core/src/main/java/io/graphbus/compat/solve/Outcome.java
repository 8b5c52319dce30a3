package io.graphbus.compat.solve;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a search.
 *
 * @param value that was found, or may be what is looked for
 */
public record Outcome(Kind kind, @Nullable JsonNode value) {

    static final Outcome NONE = new Outcome(Kind.NONE, null);
    static final Outcome UNKNOWN = new Outcome(Kind.UNKNOWN, null);

    /** From the least to the most. */
    public enum Kind {
        /** There is no such value; proved. */
        NONE,
        /** The search has ended without an answer. */
        UNKNOWN,
        /** The value fulfils everything that was understood. */
        PERHAPS,
        FOUND
    }

    static Outcome found(JsonNode value, boolean sure) {
        return new Outcome(sure ? Kind.FOUND : Kind.PERHAPS, value);
    }

    public boolean isNone() {
        return kind == Kind.NONE;
    }

    boolean isFound() {
        return kind == Kind.FOUND;
    }

    public Optional<JsonNode> candidate() {
        return Optional.ofNullable(value);
    }

    /** The one that says more. */
    Outcome or(Outcome other) {
        return other.kind.compareTo(kind) > 0 ? other : this;
    }

    /** The same where a condition was not understood and left out; without it, more is possible. */
    Outcome unsure() {
        return isFound() ? new Outcome(Kind.PERHAPS, value) : this;
    }

    /** The same where it was not known which condition to take. */
    Outcome blind() {
        return isNone() ? UNKNOWN : unsure();
    }
}
