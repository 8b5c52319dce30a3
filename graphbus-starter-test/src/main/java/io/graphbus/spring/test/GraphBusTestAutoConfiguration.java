package io.graphbus.spring.test;

import io.graphbus.GraphBus;
import io.graphbus.spring.GraphBusStateAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.store.StateStore;
import io.graphbus.test.GraphBusTester;
import io.graphbus.test.PublishedEvents;
import io.graphbus.test.Scenario;
import io.graphbus.test.SteppedClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;

/** The test kit's beans. Its clock goes before the application's, its state store after it. */
@AutoConfiguration(
        after = AgentsAutoConfiguration.class,
        before = GraphBusStateAutoConfiguration.class)
public final class GraphBusTestAutoConfiguration {

    @Bean
    @Primary
    @ConditionalOnBooleanProperty(name = "graphbus.test.stepped-clock", matchIfMissing = true)
    SteppedClock graphBusTestClock() {
        return SteppedClock.atNewYear();
    }

    @Bean
    @Fallback
    FreshStateStore graphBusTestStateStore() {
        return new FreshStateStore();
    }

    @Bean(destroyMethod = "")
    GraphBusTester graphBusTester(GraphBus bus, ObjectProvider<StateStore> states) {
        return GraphBusTester.on(bus, states.getIfUnique());
    }

    @Bean
    Scenario graphBusTestScenario(GraphBusTester graph) {
        return graph.scenario();
    }

    @Bean
    PublishedEvents graphBusTestEvents(GraphBusTester graph) {
        return graph.events();
    }

    @Bean
    FreshGraph graphBusTestFreshGraph(GraphBusTester graph, ObjectProvider<StateStore> states) {
        return new FreshGraph(graph, states.getIfUnique());
    }
}
