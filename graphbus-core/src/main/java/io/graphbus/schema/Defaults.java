package io.graphbus.schema;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the text of a {@link io.graphbus.agent.Default}: as JSON or, where that does not parse or
 * fit, as plain text. None of the agents' own code runs, not even to set up an enum.
 */
public final class Defaults {

    private Defaults() {}

    /** The same value as {@link #json}, as canonical JSON text. */
    public static Optional<String> text(String text, Type type) {
        return json(text, type).map(Json::canonical);
    }

    /**
     * The JSON value that the text stands for in a place of this type; empty when it fits neither
     * way.
     */
    static Optional<JsonNode> json(String text, Type type) {
        JavaType target = Json.MAPPER.constructType(type);
        Predicate<JsonNode> fits =
                isPlatform(target)
                        ? value -> fits(value, target)
                        : value -> value.isNull() || validator(type).accepts(value);
        return parsed(text)
                .filter(fits)
                .or(() -> Optional.of((JsonNode) StringNode.valueOf(text)).filter(fits));
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.MAPPER.readTree(text)).filter(n -> !n.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static SchemaValidator validator(Type type) {
        return SchemaValidator.of(new SchemaDeriver().derive(type));
    }

    private static boolean fits(JsonNode value, JavaType target) {
        try {
            Json.MAPPER.convertValue(value, target);
            return true;
        } catch (JacksonException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether Jackson makes values of the type without anything but the platform's classes. */
    private static boolean isPlatform(JavaType type) {
        return isPlatform(type.getRawClass())
                && type.getBindings().getTypeParameters().stream().allMatch(Defaults::isPlatform)
                && (type.getContentType() == null || isPlatform(type.getContentType()));
    }

    private static boolean isPlatform(Class<?> raw) {
        return raw.isPrimitive()
                || raw.getClassLoader() == null
                || JsonNode.class.isAssignableFrom(raw);
    }
}
