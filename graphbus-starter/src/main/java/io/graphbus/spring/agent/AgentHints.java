package io.graphbus.spring.agent;

import io.graphbus.agent.Event;
import io.graphbus.agent.Stateful;
import io.graphbus.extract.Extractor;
import io.graphbus.invoke.Methods;
import io.graphbus.schema.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;

/**
 * The reflection that reading, wiring and calling agents takes: their classes and what is above
 * them, their methods, the annotations on both, and the types that travel as JSON.
 */
final class AgentHints {

    private final RuntimeHints hints;
    private final BindingReflectionHintsRegistrar json = new BindingReflectionHintsRegistrar();
    private final Set<Class<?>> seen = new HashSet<>();

    AgentHints(RuntimeHints hints) {
        this.hints = hints;
    }

    void register(Class<?> agent) {
        lineage(agent);
        Extractor.operations(agent).values().forEach(method -> operation(agent, method));
        GenericTypes.of(agent).argumentOf(Stateful.class).ifPresent(this::data);
    }

    /** All of these classes' methods are looked at. */
    private void lineage(Class<?> type) {
        if (type == Object.class || !seen.add(type)) {
            return;
        }
        hints.reflection().registerType(type);
        annotations(type);
        for (Method method : type.getDeclaredMethods()) {
            annotations(method);
        }
        if (type.getSuperclass() != null) {
            lineage(type.getSuperclass());
        }
        for (Class<?> contract : type.getInterfaces()) {
            lineage(contract);
        }
    }

    private void operation(Class<?> agent, Method method) {
        hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
        for (Type parameter : Methods.parameters(agent, method)) {
            data(parameter);
        }
        data(GenericTypes.of(agent).resolve(method.getGenericReturnType()));
    }

    private void data(Type type) {
        if (type != void.class && GenericTypes.raw(type) != Event.class) {
            json.registerReflectionHints(hints.reflection(), type);
        }
    }

    /** Annotations of the application's own may stand for the engine's; their values are read. */
    private void annotations(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (!type.getName().startsWith("java.") && seen.add(type)) {
                hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
                annotations(type);
            }
        }
    }
}
