package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactClassLoader;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** Makes graphs that are not started yet, with the server's store, listeners and interceptors. */
final class GraphFactory {

    private final RuntimeOptions options;
    private final Optional<HealthPolicy> health;
    private final ObjectProvider<StateStore> states;
    private final ObjectProvider<SignalListener<?>> listeners;
    private final ObjectProvider<Interceptor> interceptors;
    private final ObjectProvider<PublishInterceptor> publishInterceptors;
    private final ObjectProvider<GraphBusCustomizer> customizers;

    GraphFactory(
            RuntimeOptions options,
            Optional<HealthPolicy> health,
            ObjectProvider<StateStore> states,
            ObjectProvider<SignalListener<?>> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<PublishInterceptor> publishInterceptors,
            ObjectProvider<GraphBusCustomizer> customizers) {
        this.options = options;
        this.health = health;
        this.states = states;
        this.listeners = listeners;
        this.interceptors = interceptors;
        this.publishInterceptors = publishInterceptors;
        this.customizers = customizers;
    }

    GraphBus empty() {
        return GraphBus.builder().options(options).build();
    }

    NextGraph create(ArtifactDirectory artifacts) {
        ArtifactClassLoader loader = artifacts.isolatedLoader(new ExitGuard());
        boolean created = false;
        try {
            var next = new NextGraph(create(artifacts, loader), loader);
            created = true;
            return next;
        } finally {
            if (!created) {
                close(loader);
            }
        }
    }

    private GraphBus create(ArtifactDirectory artifacts, ArtifactClassLoader loader) {
        GraphBus.Builder builder = GraphBus.builder().options(options).artifacts(artifacts, loader);
        health.ifPresent(builder::health);
        states.ifAvailable(builder::state);
        listeners.orderedStream().forEach(builder::listener);
        builder.interceptor(new AgentContextLoader(loader));
        interceptors.orderedStream().forEach(builder::interceptor);
        publishInterceptors.orderedStream().forEach(builder::publishInterceptor);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private static void close(ArtifactClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
