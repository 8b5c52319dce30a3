package io.graphbus.diff;

import io.graphbus.agent.Contract.Compatibility;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which of old and new must be able to read the other.
 *
 * @param backward what was written by the older must be read by the newer
 * @param forward what is written by the newer must be read by the older
 * @param gated whether it was promised; otherwise it is only told
 * @param transitive whether it was promised for all versions, not only the one before
 */
record Directions(boolean backward, boolean forward, boolean gated, boolean transitive) {

    /** What either contract promises: to declare less does not take a promise back. */
    static Directions of(JsonNode older, JsonNode newer, boolean reader) {
        Directions one = of(mode(older, reader));
        Directions other = of(mode(newer, reader));
        Directions both =
                new Directions(
                        one.backward || other.backward,
                        one.forward || other.forward,
                        one.gated || other.gated,
                        one.transitive || other.transitive);
        return both.gated ? both : new Directions(reader, !reader, false, false);
    }

    static Directions of(Compatibility mode) {
        return switch (mode) {
            case BACKWARD -> new Directions(true, false, true, false);
            case FORWARD -> new Directions(false, true, true, false);
            case FULL -> new Directions(true, true, true, false);
            case BACKWARD_TRANSITIVE -> new Directions(true, false, true, true);
            case FORWARD_TRANSITIVE -> new Directions(false, true, true, true);
            case FULL_TRANSITIVE -> new Directions(true, true, true, true);
            case NONE -> new Directions(false, false, false, false);
        };
    }

    /** The declared mode; one that is missing or unknown is the usual one. */
    static Compatibility mode(JsonNode contract, boolean reader) {
        String text = contract.path("compat").path(reader ? "reader" : "writer").asString("");
        return known(text).orElse(reader ? Compatibility.BACKWARD : Compatibility.FORWARD);
    }

    private static Optional<Compatibility> known(String text) {
        return Arrays.stream(Compatibility.values()).filter(m -> m.name().equals(text)).findFirst();
    }
}
