package io.graphbus.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.greeting.Greeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MetersAtStartTest {

    @Test
    void metersOfAgentsAreThereOnceTheApplicationHasStarted() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                AgentsAutoConfiguration.class,
                                GraphBusAutoConfiguration.class,
                                GraphBusMetricsAutoConfiguration.class,
                                MetricsAutoConfiguration.class))
                .withBean(SimpleMeterRegistry.class)
                .withBean(Greeter.class)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(SimpleMeterRegistry.class)
                                                        .find("graphbus.method.calls")
                                                        .tag("agent", "Greeter")
                                                        .functionCounter())
                                        .isNotNull());
    }
}
