package io.graphbus.extract;

import io.graphbus.agent.Agent;
import io.graphbus.source.AgentMethods;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Agent} says about a class, with attributes of the same name on an annotation that
 * carries it taking precedence.
 */
record ComposedAgent(String name, String description, int concurrency, boolean blocking) {

    static ComposedAgent of(Class<?> type, Agent agent) {
        Annotation outer = outer(type);
        String name = attribute(outer, "name", agent.name());
        return new ComposedAgent(
                name.isEmpty() ? type.getSimpleName() : name,
                attribute(outer, "description", agent.description()),
                attribute(outer, "concurrency", agent.concurrency()),
                attribute(outer, "blocking", agent.blocking()));
    }

    private static @Nullable Annotation outer(Class<?> type) {
        if (type.isAnnotationPresent(Agent.class)) {
            return null;
        }
        for (Annotation annotation : type.getAnnotations()) {
            if (AgentMethods.find(annotation.annotationType(), Agent.class).isPresent()) {
                return annotation;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static <T> T attribute(@Nullable Annotation outer, String name, T otherwise) {
        if (outer == null) {
            return otherwise;
        }
        try {
            Method attribute = outer.annotationType().getDeclaredMethod(name);
            attribute.setAccessible(true);
            Object value = attribute.invoke(outer);
            return otherwise.getClass().isInstance(value) ? (T) value : otherwise;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return otherwise;
        }
    }
}
