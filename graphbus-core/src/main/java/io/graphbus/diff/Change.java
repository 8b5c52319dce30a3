package io.graphbus.diff;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One difference between two contracts.
 *
 * @param code what kind, such as {@code INPUT_PROPERTY_REQUIRED_ADDED}; stable
 * @param pointer JSON Pointer into the newer contract, or into the older one for what is gone
 * @param before what stood there; {@code null} for nothing
 * @param after what stands there now; {@code null} for nothing
 * @param bump how far the version must rise for it
 * @param message in words
 * @param witness for what breaks, a value that was accepted and is refused
 * @param limitations what the verdict takes for granted
 * @param suggestion what the author probably meant
 */
public record Change(
        String code,
        String pointer,
        Position position,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        Effect verdict,
        Bump bump,
        String message,
        @Nullable JsonNode witness,
        List<String> limitations,
        @Nullable String suggestion) {

    public Change {
        limitations = List.copyOf(limitations);
    }

    /** A change whose verdict needs no proof. */
    static Change of(
            String code, String pointer, Position position, Effect verdict, String message) {
        return new Change(
                code,
                pointer,
                position,
                null,
                null,
                verdict,
                verdict.bump(),
                message,
                null,
                List.of(),
                null);
    }

    Change values(@Nullable JsonNode old, @Nullable JsonNode fresh) {
        return new Change(
                code,
                pointer,
                position,
                old,
                fresh,
                verdict,
                bump,
                message,
                witness,
                limitations,
                suggestion);
    }

    Change suggesting(String idea) {
        return new Change(
                code,
                pointer,
                position,
                before,
                after,
                verdict,
                bump,
                message,
                witness,
                limitations,
                idea);
    }

    Change showing(Optional<? extends JsonNode> proof) {
        return new Change(
                code,
                pointer,
                position,
                before,
                after,
                verdict,
                bump,
                message,
                proof.orElse(null),
                limitations,
                suggestion);
    }

    Change atMost(Bump most) {
        return new Change(
                code,
                pointer,
                position,
                before,
                after,
                verdict,
                bump.compareTo(most) > 0 ? most : bump,
                message,
                witness,
                limitations,
                suggestion);
    }

    /** As reports and the API show it. */
    public JsonNode json() {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("code", code)
                        .put("pointer", pointer)
                        .put("position", position.text());
        set(json, "old", before);
        set(json, "new", after);
        json.put("verdict", verdict.name())
                .put("bump", bump.name().toLowerCase(Locale.ROOT))
                .put("message", message);
        set(json, "witness", witness);
        if (!limitations.isEmpty()) {
            limitations.forEach(json.putArray("limitations")::add);
        }
        if (suggestion != null) {
            json.put("suggestion", suggestion);
        }
        return json;
    }

    private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value != null) {
            json.set(name, value);
        }
    }
}
