package io.graphbus.server.graph;

import io.graphbus.gate.PublishInterceptor;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.spring.GraphBusProperties;
import io.graphbus.store.StateStore;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;

/** Makes the live graph from the application's options, state store, listeners and interceptors. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    /** The web server waits for requests under way, but leaves time for the graph. */
    @Bean
    static BeanPostProcessor timeForTheGraph(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DefaultLifecycleProcessor lifecycle) {
                    lifecycle.setTimeoutForShutdownPhase(
                            WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE,
                            StopTimes.from(environment).requests().toMillis());
                }
                return bean;
            }
        };
    }

    @Bean
    RuntimeOptions runtimeOptions(
            GraphBusProperties properties, Environment environment, Clock clock) {
        return properties.runtimeOptions(StopTimes.from(environment).graph()).withClock(clock);
    }

    @Bean
    GraphDrain graphDrain(LiveGraph live) {
        return new GraphDrain(live);
    }

    @Bean
    LiveGraph liveGraph(
            RuntimeOptions options,
            GraphBusProperties properties,
            ObjectProvider<StateStore> states,
            ObjectProvider<SignalListener<?>> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<PublishInterceptor> publishInterceptors,
            ObjectProvider<GraphBusCustomizer> customizers) {
        return new LiveGraph(
                new GraphFactory(
                        options,
                        properties.health().policy(),
                        states,
                        listeners,
                        interceptors,
                        publishInterceptors,
                        customizers));
    }
}
