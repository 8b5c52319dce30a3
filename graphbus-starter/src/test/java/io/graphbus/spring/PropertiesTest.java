package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PropertiesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(GraphBusAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "graphbus.bus.mailbox-capacity=0",
                "graphbus.bus.mailbox-capacity=2000000000",
                "graphbus.call-timeout=0s",
                "graphbus.call-timeout=1000000d",
                "graphbus.handler-timeout=-1s",
                "graphbus.health.degraded-error-rate=1.5",
                "graphbus.health.failed-failures=0",
                "graphbus.health.p95-limit=0s",
                "graphbus.health.restart.delay=-1s",
                "graphbus.health.restart.max=-1",
                "graphbus.health.restart.window=0s",
                "graphbus.health.unhealthy-error-rate=NaN",
                "graphbus.health.unhealthy-failures=0",
                "graphbus.health.window=0",
                "graphbus.health.window=2147483647",
                "graphbus.health.window-duration=0s",
                "graphbus.history.size=-1",
                "graphbus.history.size=2147483647",
                "graphbus.payload.max-size=0B",
                "graphbus.payload.max-size=3GB",
                "graphbus.retry.delay=-1s",
                "graphbus.retry.jitter=2",
                "graphbus.retry.max-delay=-1s",
                "graphbus.retry.max-delay=10ms",
                "graphbus.retry.multiplier=0.5",
                "graphbus.retry.retries=-1",
                "graphbus.state.interval=0s"
            })
    void aValueThatMakesNoSenseEndsTheStartAndNamesItsProperty(String property) {
        String name = property.substring(0, property.indexOf('='));
        runner.withPropertyValues(property)
                .run(
                        context -> {
                            Throwable failure = context.getStartupFailure();
                            assertThat(failure)
                                    .rootCause()
                                    .isInstanceOfSatisfying(
                                            GraphBusException.class,
                                            e -> {
                                                assertThat(e.problem().code())
                                                        .isEqualTo(
                                                                ProblemCode.INVALID_CONFIGURATION);
                                                assertThat(e.problem().where()).isEqualTo(name);
                                            });
                            FailureAnalysis analysis =
                                    new GraphBusFailureAnalyzer().analyze(failure);
                            assertThat(analysis).isNotNull();
                            assertThat(analysis.getDescription()).contains(name);
                            assertThat(analysis.getAction()).contains("Set ");
                        });
    }
}
