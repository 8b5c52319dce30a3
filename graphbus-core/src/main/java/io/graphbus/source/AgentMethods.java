package io.graphbus.source;

import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.schema.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods of an agent's class, inherited ones too, each with the annotations of what it
 * overrides.
 */
public final class AgentMethods {

    private AgentMethods() {}

    /**
     * A method as the agent has it.
     *
     * @param method the most specific declaration
     * @param declarations this method and those it overrides, most specific first
     * @param parameters types with the type variables of generic superclasses replaced
     * @param returns with type variables replaced
     */
    public record Member(
            Method method, List<Method> declarations, List<Type> parameters, Type returns) {

        public String name() {
            return method.getName();
        }

        /** Whether callers or events reach it. */
        public boolean isOperation() {
            return annotation(SchemaMethod.class).isPresent()
                    || annotation(Subscribes.class).isPresent();
        }

        /** The most specific annotation of this type. */
        public <A extends Annotation> Optional<A> annotation(Class<A> type) {
            return declarations.stream().flatMap(m -> find(m, type).stream()).findFirst();
        }

        /** A repeatable annotation, from the most specific declaration that has any. */
        public <A extends Annotation> List<A> annotations(Class<A> type) {
            return declarations.stream()
                    .map(m -> findAll(m, type))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        /** Such as {@code greet(java.lang.String)}. */
        public String signature() {
            List<String> types = parameters.stream().map(Type::getTypeName).toList();
            return name() + "(" + String.join(", ", types) + ")";
        }
    }

    /** All members that carry any annotation, sorted by signature. */
    public static List<Member> of(Class<?> agent) {
        GenericTypes types = GenericTypes.of(agent);
        Map<String, List<Method>> bySignature = new LinkedHashMap<>();
        for (Class<?> type : lineage(agent)) {
            for (Method method : type.getDeclaredMethods()) {
                if (!method.isSynthetic()) {
                    bySignature
                            .computeIfAbsent(key(method, types), k -> new ArrayList<>())
                            .add(method);
                }
            }
        }
        return bySignature.values().stream()
                .filter(ms -> ms.stream().anyMatch(m -> m.getAnnotations().length > 0))
                .map(methods -> member(methods, types))
                .sorted(Comparator.comparing(Member::signature))
                .toList();
    }

    private static Member member(List<Method> methods, GenericTypes types) {
        Method method = methods.get(0);
        List<Type> parameters =
                Arrays.stream(method.getGenericParameterTypes()).map(types::resolve).toList();
        return new Member(
                method,
                List.copyOf(methods),
                parameters,
                types.resolve(method.getGenericReturnType()));
    }

    private static String key(Method method, GenericTypes types) {
        List<String> raw =
                Arrays.stream(method.getGenericParameterTypes())
                        .map(t -> GenericTypes.raw(types.resolve(t)).getName())
                        .toList();
        return method.getName() + raw;
    }

    /** The class, its superclasses, then all their interfaces. */
    private static List<Class<?>> lineage(Class<?> agent) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> c = agent; c != null && c != Object.class; c = c.getSuperclass()) {
            found.add(c);
        }
        List.copyOf(found).forEach(c -> addInterfaces(c, found));
        return List.copyOf(found);
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> found) {
        for (Class<?> parent : type.getInterfaces()) {
            if (found.add(parent)) {
                addInterfaces(parent, found);
            }
        }
    }

    /** The annotation on the element, or on an annotation of the element at any depth. */
    public static <A extends Annotation> Optional<A> find(AnnotatedElement element, Class<A> type) {
        return Composed.first(element, type);
    }

    /** All annotations of a repeatable type on the element, or on annotations of the element. */
    public static <A extends Annotation> List<A> findAll(AnnotatedElement element, Class<A> type) {
        return Composed.all(element, type);
    }
}
