package io.graphbus.compat.solve;

import io.graphbus.compat.formula.Formula;
import io.graphbus.compat.formula.JsonType;
import io.graphbus.compat.formula.Literal;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Conditions of one value that cannot be taken apart any further.
 *
 * @param types that it may have
 */
record Facts(Set<Literal> literals, Set<JsonType> types) {

    <F extends Formula> Stream<F> holding(Class<F> kind) {
        return of(kind, true);
    }

    <F extends Formula> Stream<F> failing(Class<F> kind) {
        return of(kind, false);
    }

    private <F extends Formula> Stream<F> of(Class<F> kind, boolean positive) {
        return literals.stream()
                .filter(l -> l.positive() == positive && kind.isInstance(l.term().formula()))
                .map(l -> kind.cast(l.term().formula()));
    }

    /** Values without parts that it must not be. */
    Stream<JsonNode> excluded() {
        return failing(Formula.Scalars.class).flatMap(s -> s.values().stream());
    }

    boolean hasOpaque() {
        return literals.stream().anyMatch(l -> l.term().formula() instanceof Formula.Opaque);
    }
}
