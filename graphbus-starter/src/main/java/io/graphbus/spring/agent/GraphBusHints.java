package io.graphbus.spring.agent;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Default;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What the engine itself needs at run time in a native image. */
final class GraphBusHints implements RuntimeHintsRegistrar {

    private static final List<Class<?>> ANNOTATIONS =
            List.of(
                    Agent.class,
                    Contract.class,
                    Default.class,
                    DependsOn.class,
                    Publishes.class,
                    SchemaMethod.class,
                    Subscribes.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        for (Class<?> annotation : ANNOTATIONS) {
            hints.reflection().registerType(annotation, MemberCategory.INVOKE_PUBLIC_METHODS);
            hints.proxies().registerJdkProxy(annotation); // of annotations that are composed
        }
        hints.reflection()
                .registerType(
                        TypeReference.of("io.graphbus.state.FileStateStore$Content"),
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                        MemberCategory.INVOKE_PUBLIC_METHODS);
    }
}
