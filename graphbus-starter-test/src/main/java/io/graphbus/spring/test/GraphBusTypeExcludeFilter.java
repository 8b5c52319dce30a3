package io.graphbus.spring.test;

import io.graphbus.agent.Agent;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.invoke.Interceptor;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.store.StateStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Lets scanning find only what belongs to a graph. */
final class GraphBusTypeExcludeFilter
        extends StandardAnnotationCustomizableTypeExcludeFilter<GraphBusTest> {

    private static final Set<Class<?>> GRAPH =
            Set.of(
                    SignalListener.class,
                    Interceptor.class,
                    PublishInterceptor.class,
                    StateStore.class,
                    GraphBusCustomizer.class);

    private final Set<Class<?>> agents;

    GraphBusTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
        agents = Set.of(getAnnotation().getValue("agents", Class[].class).orElse(new Class<?>[0]));
    }

    /** An agent that was not chosen stays out, also when it is one of the graph's other parts. */
    @Override
    protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory readers)
            throws IOException {
        boolean others = !agents.isEmpty() && isTypeOrAnnotated(reader, readers, Agent.class);
        return others
                ? agents.stream().anyMatch(agent -> isClass(reader, agent))
                : super.defaultInclude(reader, readers);
    }

    private static boolean isClass(MetadataReader reader, Class<?> type) {
        return reader.getClassMetadata().getClassName().equals(type.getName());
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        if (!agents.isEmpty()) {
            return GRAPH;
        }
        Set<Class<?>> all = new HashSet<>(GRAPH);
        all.add(Agent.class);
        return all;
    }

    @Override
    protected Set<Class<?>> getComponentIncludes() {
        return agents;
    }
}
