package io.graphbus.spring;

import io.graphbus.GraphBus;
import io.graphbus.agent.AgentContext;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/**
 * Makes one running graph of the application's agent beans, unless the application brings a graph
 * of its own.
 */
@AutoConfiguration
@ConditionalOnMissingBean({GraphBus.class, CurrentGraph.class})
public final class AgentsAutoConfiguration {

    @Bean
    AgentBeans graphBusAgentBeans(ConfigurableListableBeanFactory beans) {
        return new AgentBeans(beans);
    }

    @Bean(destroyMethod = "close")
    GraphBus graphBus(
            AgentBeans agents,
            ConfigurableListableBeanFactory beans,
            RuntimeOptions options,
            GraphBusProperties properties,
            ObjectProvider<StateStore> stateStore,
            ObjectProvider<SignalListener<?>> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<PublishInterceptor> publishInterceptors,
            ObjectProvider<GraphBusCustomizer> customizers) {
        GraphBus.Builder builder = GraphBus.builder().options(options);
        agents.find()
                .forEach(agent -> builder.agent(agent.type(), () -> beans.getBean(agent.name())));
        StateStore store = stateStore.getIfAvailable(() -> fileStore(properties, options));
        if (store != null) {
            builder.state(store);
        }
        properties.health().policy().ifPresent(builder::health);
        listeners.orderedStream().forEach(builder::listener);
        interceptors.orderedStream().forEach(builder::interceptor);
        publishInterceptors.orderedStream().forEach(builder::publishInterceptor);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    AgentContext graphBusAgentContext(
            InjectionPoint place, AgentBeans agents, ObjectProvider<GraphBus> bus) {
        return DeferredAgentContext.at(place, agents, bus::getObject);
    }

    private static @Nullable StateStore fileStore(
            GraphBusProperties properties, RuntimeOptions options) {
        Path directory = properties.state().directory();
        return directory == null ? null : new FileStateStore(directory, options.clock());
    }
}
