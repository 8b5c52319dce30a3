package io.graphbus.invoke;

import io.graphbus.agent.Event;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * What may be done with a payload, an argument or a result without knowing its type. Usable from
 * any thread.
 */
public final class Payloads {

    private static final Logger log = LoggerFactory.getLogger(Payloads.class);
    private static final int LARGE = 256 * 1024;

    private Payloads() {}

    /**
     * The payload as it may be shared: maps, lists, sets, arrays and JSON trees are copied with all
     * they hold, everything else is taken as it is.
     */
    public static @Nullable Object freeze(@Nullable Object payload) {
        if (payload instanceof Record) {
            return payload;
        }
        if (payload instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, freeze(value)));
            return Collections.unmodifiableMap(copy);
        }
        if (payload instanceof Collection<?> items) {
            return copy(items);
        }
        if (payload instanceof JsonNode tree) {
            return tree.deepCopy();
        }
        return payload != null && payload.getClass().isArray() ? copy(payload) : payload;
    }

    private static Object copy(Collection<?> items) {
        List<@Nullable Object> copy = new ArrayList<>(items.size());
        items.forEach(item -> copy.add(freeze(item)));
        return items instanceof Set<?>
                ? Collections.unmodifiableSet(new LinkedHashSet<>(copy))
                : Collections.unmodifiableList(copy);
    }

    private static Object copy(Object array) {
        int length = Array.getLength(array);
        Class<?> element = array.getClass().getComponentType();
        Object copy = Array.newInstance(element, length);
        System.arraycopy(array, 0, copy, 0, length);
        if (element.isArray()) {
            for (int i = 0; i < length; i++) {
                Array.set(copy, i, freeze(Array.get(copy, i)));
            }
        }
        return copy;
    }

    /**
     * A value as another type, by way of its JSON form.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_PAYLOAD} when it has no such
     *     form
     */
    public static @Nullable Object convert(@Nullable Object value, Type target) {
        if (target == Object.class && !(value instanceof JsonNode)) {
            return value;
        }
        try {
            JavaType type = Json.MAPPER.constructType(target);
            return value != null && type.isContainerType() && is(value, type)
                    ? value
                    : as(value, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw Problem.of(
                            ProblemCode.INVALID_PAYLOAD,
                            target.getTypeName(),
                            nameOf(value) + " cannot be read as this type: " + misfit(e),
                            "Let both ends use one record, or records with the same fields.")
                    .toException(e);
        }
    }

    /** A value as a type: itself when it is one already, otherwise converted by its JSON form. */
    public static @Nullable Object as(Class<?> type, @Nullable Object value) {
        boolean fits = value == null || type == void.class || type.isInstance(value);
        return fits ? value : convert(value, type);
    }

    /** Whether a value, and what it holds at any depth, is of the type already. */
    static boolean is(Object value, JavaType type) {
        return type.getRawClass().isInstance(value) && holds(value, type);
    }

    /** Whether all that a list, set, map or optional value holds is of the type's content. */
    static boolean holds(Object value, JavaType type) {
        JavaType content = type.getContentType();
        if (content == null || content.isJavaLangObject()) {
            return true;
        }
        Collection<?> items =
                switch (value) {
                    case Map<?, ?> map -> map.values();
                    case Collection<?> some -> some;
                    case Optional<?> one -> one.stream().toList();
                    default -> List.of();
                };
        return items.stream().allMatch(item -> item == null || is(item, content));
    }

    static @Nullable Object as(@Nullable Object value, JavaType target) {
        JsonNode tree = value instanceof JsonNode node ? node : Json.MAPPER.valueToTree(value);
        return Json.MAPPER.treeToValue(tree, target);
    }

    /** Which place does not fit, without the value there: this is logged. */
    private static String misfit(Exception e) {
        if (!(e instanceof MismatchedInputException mismatch)) {
            return reason(e);
        }
        String place =
                mismatch.getPath().stream()
                        .map(step -> Objects.requireNonNullElse(step.getPropertyName(), "[]"))
                        .collect(Collectors.joining("."));
        Class<?> wanted = mismatch.getTargetType();
        return (place.isEmpty() ? "the value" : place)
                + " is no "
                + (wanted == null ? "such value" : wanted.getSimpleName());
    }

    static String reason(Exception e) {
        return e instanceof JacksonException jackson
                ? Json.reason(jackson)
                : String.valueOf(e.getMessage());
    }

    private static String nameOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }

    /** The value as plain maps, lists, texts, numbers and booleans, for expressions. */
    public static @Nullable Object plain(@Nullable Object value) {
        return value == null ? null : convert(Json.MAPPER.valueToTree(value), Object.class);
    }

    /** An event's payload as {@link #plain} gives it, made once per event for records. */
    public static @Nullable Object plainOf(Event event) {
        Object payload = event.payload();
        if (payload instanceof String || payload instanceof Number || payload instanceof Boolean) {
            return payload;
        }
        try {
            return payload instanceof Record ? event.payload(Map.class) : plain(payload);
        } catch (GraphBusException e) { // a record whose JSON form is no object
            return plain(payload);
        }
    }

    /**
     * The value as JSON text.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_PAYLOAD} when it has no JSON
     *     form
     */
    public static String toJson(@Nullable Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw Problem.of(
                            ProblemCode.INVALID_PAYLOAD,
                            "",
                            "a " + nameOf(value) + " cannot be written as JSON: " + reason(e),
                            "Use records of texts, numbers, lists and maps.")
                    .toException(e);
        }
    }

    /**
     * JSON text, read.
     *
     * @param where names the text in problems
     * @param limit largest size in bytes
     */
    public static JsonNode parse(String json, String where, int limit) {
        int size =
                json.length() > limit
                        ? json.length()
                        : json.getBytes(StandardCharsets.UTF_8).length;
        if (size > limit) {
            throw Problem.of(
                            ProblemCode.PAYLOAD_TOO_LARGE,
                            where,
                            "the payload has " + size + " bytes; at most " + limit + " are taken",
                            "Store large data elsewhere and publish where it is.")
                    .toException();
        }
        if (size > LARGE) {
            log.warn("A payload for {} has {} bytes; events should be small", where, size);
        }
        return Json.parse(json, where);
    }

    /** The text at a JSON Pointer in the value; {@code null} when there is none. */
    public static @Nullable String at(@Nullable Object value, String pointer) {
        JsonNode tree = value instanceof JsonNode node ? node : Json.MAPPER.valueToTree(value);
        JsonNode found = tree.at(JsonPointer.compile(pointer));
        return found.isValueNode() && !found.isNull() ? found.asString() : null;
    }
}
