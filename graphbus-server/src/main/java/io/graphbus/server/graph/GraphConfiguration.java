package io.graphbus.server.graph;

import io.graphbus.gate.PublishInterceptor;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.GraphBusProperties;
import io.graphbus.store.StateStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the live graph from the application's options, state store, listeners and interceptors. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    @Bean
    LiveGraph liveGraph(
            RuntimeOptions options,
            GraphBusProperties properties,
            ObjectProvider<StateStore> states,
            ObjectProvider<SignalListener<?>> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<PublishInterceptor> publishInterceptors) {
        return new LiveGraph(
                new GraphFactory(
                        options,
                        properties.health().policy(),
                        states,
                        listeners,
                        interceptors,
                        publishInterceptors));
    }
}
