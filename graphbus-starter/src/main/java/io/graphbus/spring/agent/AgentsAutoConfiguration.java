package io.graphbus.spring.agent;

import io.graphbus.GraphBus;
import io.graphbus.agent.AgentContext;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.store.StateStore;
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
            ObjectProvider<HealthPolicy> health,
            ObjectProvider<StateStore> stateStore,
            ObjectProvider<SignalListener<?>> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<PublishInterceptor> publishInterceptors,
            ObjectProvider<GraphBusCustomizer> customizers) {
        GraphBus.Builder builder = GraphBus.builder().options(options);
        agents.find()
                .forEach(agent -> builder.agent(agent.type(), () -> beans.getBean(agent.name())));
        stateStore.ifAvailable(builder::state);
        health.ifAvailable(builder::health);
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
}
