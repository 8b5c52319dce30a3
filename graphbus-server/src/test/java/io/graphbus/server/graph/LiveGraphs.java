package io.graphbus.server.graph;

import io.graphbus.gate.PublishInterceptor;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Live graphs without a server around them. */
final class LiveGraphs {

    private LiveGraphs() {}

    /** One without agents, started, that keeps state in memory. */
    static LiveGraph started() {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("states", new InMemoryStateStore());
        RuntimeOptions options =
                RuntimeOptions.builder().drainTimeout(Duration.ofSeconds(5)).build();
        var graph =
                new LiveGraph(
                        new GraphFactory(
                                options,
                                Optional.empty(),
                                beans.getBeanProvider(StateStore.class),
                                beans.getBeanProvider(
                                        ResolvableType.forClass(SignalListener.class)),
                                beans.getBeanProvider(Interceptor.class),
                                beans.getBeanProvider(PublishInterceptor.class),
                                beans.getBeanProvider(GraphBusCustomizer.class)));
        graph.start();
        return graph;
    }
}
