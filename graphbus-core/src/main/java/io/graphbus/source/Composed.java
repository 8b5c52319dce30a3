package io.graphbus.source;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Annotations that stand on an element itself or on annotations of it, at any depth. An attribute
 * of the outer annotation replaces that of the inner one when it has its type and its name, other
 * than {@code value}, or when an {@code @AliasFor}, whoever declares that annotation, says so.
 */
final class Composed {

    private Composed() {}

    /** The first annotation of this type; direct ones come before carried ones. */
    static <A extends Annotation> Optional<A> first(AnnotatedElement element, Class<A> type) {
        return all(element, type).stream().findFirst();
    }

    /** All annotations of this type, each of a repeated one. */
    static <A extends Annotation> List<A> all(AnnotatedElement element, Class<A> type) {
        List<A> found = new ArrayList<>(List.of(element.getAnnotationsByType(type)));
        Set<Class<?>> seen = new HashSet<>();
        for (Annotation outer : element.getAnnotations()) {
            carried(outer, List.of(), type, seen, found);
        }
        return found;
    }

    private static <A extends Annotation> void carried(
            Annotation carrier,
            List<Annotation> outside,
            Class<A> type,
            Set<Class<?>> seen,
            List<A> found) {
        Class<? extends Annotation> meta = carrier.annotationType();
        if (meta == type || meta.getName().startsWith("java.") || !seen.add(meta)) {
            return;
        }
        List<Annotation> path = new ArrayList<>(outside);
        path.add(carrier);
        for (A inner : meta.getAnnotationsByType(type)) {
            found.add(merged(inner, type, path));
        }
        for (Annotation next : meta.getAnnotations()) {
            carried(next, path, type, seen, found);
        }
    }

    /**
     * The inner annotation with the attributes that those around it replace.
     *
     * @param path from the outermost to the one that carries it
     */
    private static <A extends Annotation> A merged(A inner, Class<A> type, List<Annotation> path) {
        Map<String, Object> values = new TreeMap<>();
        for (Method attribute : type.getDeclaredMethods()) {
            values.put(attribute.getName(), value(inner, attribute));
        }
        Map<String, Object> own = Map.copyOf(values);
        for (int i = path.size() - 1; i >= 0; i--) {
            replace(values, path.get(i), type, path);
        }
        return values.equals(own) ? inner : annotation(type, values);
    }

    private static void replace(
            Map<String, Object> values,
            Annotation outer,
            Class<? extends Annotation> type,
            List<Annotation> path) {
        for (Method attribute : outer.annotationType().getDeclaredMethods()) {
            Optional<Method> target = target(attribute, type, path, new HashSet<>());
            Object value = value(outer, attribute);
            boolean silent = isSilent(attribute, value);
            target.filter(t -> fits(t, value))
                    .filter(t -> !silent)
                    .ifPresent(t -> values.put(t.getName(), adapted(t, value)));
        }
    }

    /** A mirror that says nothing leaves the word to the attribute it mirrors. */
    private static boolean isSilent(Method attribute, Object value) {
        Alias alias = alias(attribute);
        return alias != null
                && alias.isMirror()
                && Objects.deepEquals(value, attribute.getDefaultValue());
    }

    /** What an outer attribute stands for in the annotation looked for. */
    private static Optional<Method> target(
            Method attribute,
            Class<? extends Annotation> type,
            List<Annotation> path,
            Set<Method> seen) {
        if (attribute.getDeclaringClass() == type) {
            return Optional.of(attribute);
        }
        if (!seen.add(attribute)) {
            return Optional.empty();
        }
        Alias alias = alias(attribute);
        if (alias == null) {
            return attribute.getName().equals("value")
                    ? Optional.empty()
                    : attribute(type, attribute.getName());
        }
        Class<?> aliased = alias.isMirror() ? attribute.getDeclaringClass() : alias.annotation();
        return attribute(aliased, alias.attribute())
                .flatMap(next -> target(next, type, path, seen));
    }

    /** A declaration that an attribute stands for another one. */
    private record Alias(Class<?> annotation, String attribute) {

        boolean isMirror() {
            return annotation == Annotation.class;
        }
    }

    private static @Nullable Alias alias(Method attribute) {
        for (Annotation annotation : attribute.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type.getSimpleName().equals("AliasFor")) {
                Object of = attribute(type, "annotation").map(m -> value(annotation, m)).orElse("");
                String name = text(annotation, "attribute");
                String other = name.isEmpty() ? text(annotation, "value") : name;
                return of instanceof Class<?> aliased
                        ? new Alias(aliased, other.isEmpty() ? attribute.getName() : other)
                        : null;
            }
        }
        return null;
    }

    private static String text(Annotation annotation, String attribute) {
        return attribute(annotation.annotationType(), attribute)
                .map(m -> value(annotation, m).toString())
                .orElse("");
    }

    private static Optional<Method> attribute(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst();
    }

    private static boolean fits(Method target, Object value) {
        Class<?> wanted = target.getReturnType();
        return boxed(target).isInstance(value)
                || (wanted.isArray() && wanted.getComponentType().isInstance(value));
    }

    private static Class<?> boxed(Method target) {
        return java.lang.invoke.MethodType.methodType(target.getReturnType()).wrap().returnType();
    }

    private static Object adapted(Method target, Object value) {
        Class<?> wanted = target.getReturnType();
        if (!wanted.isArray() || wanted.isInstance(value)) {
            return value;
        }
        Object array = Array.newInstance(wanted.getComponentType(), 1);
        Array.set(array, 0, value);
        return array;
    }

    private static Object value(Annotation annotation, Method attribute) {
        try {
            attribute.setAccessible(true);
            return attribute.invoke(annotation);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("An annotation does not tell its " + attribute, e);
        }
    }

    private static <A extends Annotation> A annotation(Class<A> type, Map<String, Object> values) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "annotationType" -> type;
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "equals" -> arguments != null && proxy == arguments[0];
                                    case "toString" -> "@" + type.getName() + values;
                                    default -> values.get(method.getName());
                                }));
    }
}
