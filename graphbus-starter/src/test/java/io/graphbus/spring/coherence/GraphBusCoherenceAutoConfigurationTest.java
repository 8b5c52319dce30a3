package io.graphbus.spring.coherence;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.evidence.InteractionLog;
import io.graphbus.coherence.kept.FileCoherenceStore;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.spring.greeting.Guestbook;
import io.graphbus.spring.greeting.Porter;
import io.graphbus.spring.metrics.GraphBusMetricsAutoConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class GraphBusCoherenceAutoConfigurationTest {

    private static final String SCORE = "graphbus.coherence.score";

    @TempDir private Path directory;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    GraphBusCoherenceAutoConfiguration.class,
                                    GraphBusMetricsAutoConfiguration.class))
                    .withBean(Guestbook.class)
                    .withBean(Greeter.class)
                    .withBean(Porter.class);

    private static void greet(ApplicationContext context) {
        GraphBus bus = context.getBean(GraphBus.class);
        bus.call("Greeter", "greet", "Ada");
        assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void deliveriesOfTheApplicationAreCounted() {
        runner.run(
                context -> {
                    greet(context);
                    CoherenceTracker tracker = context.getBean(CoherenceTracker.class);

                    assertThat(tracker.evidence().cells())
                            .singleElement()
                            .satisfies(
                                    cell -> {
                                        assertThat(cell.source()).isEqualTo("Greeter");
                                        assertThat(cell.target()).isEqualTo("Porter");
                                    });
                    assertThat(tracker.assess().score()).hasValue(1);
                });
    }

    @Test
    void theScoreIsAMeterOnceThereIsTraffic() {
        runner.run(
                context -> {
                    SimpleMeterRegistry registry = new SimpleMeterRegistry();
                    MeterBinder metrics = context.getBean(MeterBinder.class);
                    metrics.bindTo(registry);
                    assertThat(registry.find(SCORE).gauge()).isNull();

                    greet(context);
                    metrics.bindTo(registry);
                    assertThat(registry.get(SCORE).gauge().value()).isEqualTo(1);
                });
    }

    @Test
    void whatWasCountedIsKeptInTheDirectory() {
        ApplicationContextRunner keeping =
                runner.withPropertyValues("graphbus.coherence.directory=" + directory);
        keeping.run(GraphBusCoherenceAutoConfigurationTest::greet);
        keeping.run(
                context -> {
                    assertThat(context).hasSingleBean(FileCoherenceStore.class);
                    assertThat(context.getBean(CoherenceTracker.class).evidence().traffic())
                            .isGreaterThan(0.9);
                });
    }

    @Test
    void deliveriesAreWrittenDownWhereThatIsAskedFor() {
        Path file = directory.resolve("deliveries.jsonl");
        runner.withPropertyValues("graphbus.coherence.interactions=" + file)
                .run(GraphBusCoherenceAutoConfigurationTest::greet);

        assertThat(InteractionLog.read(file))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.source()).isEqualTo("Greeter");
                            assertThat(one.target()).isEqualTo("Porter");
                        });
    }

    @Test
    void switchedOffNothingListens() {
        runner.withPropertyValues("graphbus.coherence.enabled=false")
                .run(
                        context -> {
                            assertThat(context).doesNotHaveBean(CoherenceTracker.class);
                            greet(context);
                        });
    }

    @Test
    void aHalfLifeOfNothingIsRefused() {
        runner.withPropertyValues("graphbus.coherence.half-life=0s")
                .run(
                        context ->
                                assertThat(context.getStartupFailure())
                                        .rootCause()
                                        .hasMessageContaining("graphbus.coherence.half-life"));
    }
}
