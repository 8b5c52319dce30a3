package io.graphbus.migration;

import io.graphbus.problem.Violation;
import io.graphbus.schema.SchemaValidator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A migration in one direction, to be tried on values.
 *
 * @param back the other direction, if there is one
 * @param lost what the way back does not bring again
 */
record Trial(
        UnaryOperator<JsonNode> go,
        @Nullable UnaryOperator<JsonNode> back,
        SchemaValidator source,
        SchemaValidator target,
        List<String> lost) {

    /** A law that a value has broken, and where in the data. */
    record Breach(Law law, List<Violation> places) {

        static Breach at(Law law, String place, String message) {
            return new Breach(law, List.of(new Violation(place, message)));
        }
    }

    /** The first law that the value breaks. What the migration throws comes out. */
    Optional<Breach> on(JsonNode value) {
        JsonNode given = value.deepCopy();
        JsonNode once = result(go, given);
        Optional<Breach> breach =
                differs(Law.PURE, value, given)
                        .or(() -> differs(Law.SAME, once, result(go, value.deepCopy())))
                        .or(() -> invalid(target, once));
        return breach.isPresent() || back == null ? breach : andBack(value, once, back);
    }

    private Optional<Breach> andBack(JsonNode value, JsonNode once, UnaryOperator<JsonNode> way) {
        JsonNode given = once.deepCopy();
        JsonNode again = result(way, given);
        return differs(Law.PURE, once, given)
                .or(() -> invalid(source, again))
                .or(
                        () ->
                                Difference.between(value, again, lost)
                                        .map(
                                                at ->
                                                        Breach.at(
                                                                Law.RESTORES,
                                                                at,
                                                                words(value, again, at))));
    }

    private static JsonNode result(UnaryOperator<JsonNode> way, JsonNode data) {
        return Objects.requireNonNull(way.apply(data), "it answers null");
    }

    private static Optional<Breach> differs(Law law, JsonNode before, JsonNode after) {
        return Difference.between(before, after, List.of())
                .map(at -> Breach.at(law, at, words(before, after, at)));
    }

    static String words(JsonNode before, JsonNode after, String at) {
        return words(before.at(at)) + " became " + words(after.at(at));
    }

    private static String words(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.toString();
    }

    private static Optional<Breach> invalid(SchemaValidator validator, JsonNode value) {
        List<Violation> faults = validator.validate(value);
        return faults.isEmpty() ? Optional.empty() : Optional.of(new Breach(Law.VALID, faults));
    }
}
