package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.StateStore;
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

    GraphFactory(
            RuntimeOptions options,
            Optional<HealthPolicy> health,
            ObjectProvider<StateStore> states,
            ObjectProvider<SignalListener<?>> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<PublishInterceptor> publishInterceptors) {
        this.options = options;
        this.health = health;
        this.states = states;
        this.listeners = listeners;
        this.interceptors = interceptors;
        this.publishInterceptors = publishInterceptors;
    }

    GraphBus empty() {
        return GraphBus.builder().options(options).build();
    }

    GraphBus create(ArtifactDirectory artifacts) {
        GraphBus.Builder builder = GraphBus.builder().options(options).artifacts(artifacts);
        health.ifPresent(builder::health);
        states.ifAvailable(builder::state);
        listeners.orderedStream().forEach(builder::listener);
        interceptors.orderedStream().forEach(builder::interceptor);
        publishInterceptors.orderedStream().forEach(builder::publishInterceptor);
        return builder.build();
    }
}
