package io.graphbus.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.graphbus.agent.Default;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;

/**
 * Which values must be present: primitives, and references that nothing declares optional or
 * nullable.
 */
final class PropertyRules {

    private PropertyRules() {}

    static boolean required(Parameter parameter) {
        return required(
                parameter.getType(),
                parameter,
                parameter.getAnnotatedType(),
                nonNullByDefault(parameter.getDeclaringExecutable().getDeclaringClass(), true));
    }

    /**
     * Components of records count as non-null unless they say otherwise; fields of other classes
     * only in null-marked code.
     */
    static boolean required(Field field) {
        Class<?> owner = field.getDeclaringClass();
        return required(
                field.getType(),
                field,
                field.getAnnotatedType(),
                nonNullByDefault(owner, owner.isRecord()));
    }

    private static boolean required(
            Class<?> raw, AnnotatedElement element, AnnotatedType type, boolean nonNull) {
        if (element.isAnnotationPresent(Default.class) || isOptional(raw)) {
            return false;
        }
        return raw.isPrimitive() || (nonNull && !nullable(element, type));
    }

    static boolean isOptional(Class<?> raw) {
        return raw == Optional.class
                || raw == OptionalInt.class
                || raw == OptionalLong.class
                || raw == OptionalDouble.class;
    }

    /**
     * Whether an annotation called {@code Nullable}, of whatever library, stands on the element or
     * its type.
     */
    static boolean nullable(AnnotatedElement element, AnnotatedType type) {
        return Stream.concat(
                        Arrays.stream(element.getAnnotations()),
                        Arrays.stream(type.getAnnotations()))
                .map(Annotation::annotationType)
                .anyMatch(t -> t.getSimpleName().equals("Nullable"));
    }

    private static boolean nonNullByDefault(Class<?> owner, boolean otherwise) {
        for (Class<?> c = owner; c != null; c = c.getEnclosingClass()) {
            if (c.isAnnotationPresent(NullUnmarked.class)) {
                return false;
            }
            if (c.isAnnotationPresent(NullMarked.class)) {
                return true;
            }
        }
        Package room = owner.getPackage();
        return otherwise || (room != null && room.isAnnotationPresent(NullMarked.class));
    }

    /** The component's name in JSON. */
    static String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty()
                ? component.getName()
                : property.value();
    }
}
