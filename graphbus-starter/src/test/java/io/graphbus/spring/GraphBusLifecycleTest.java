package io.graphbus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class GraphBusLifecycleTest {

    private final List<GraphStopped> stops = new CopyOnWriteArrayList<>();
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    AgentsAutoConfiguration.class,
                                    GraphBusAutoConfiguration.class,
                                    LifecycleAutoConfiguration.class))
                    .withBean(
                            SignalListener.class,
                            () -> SignalListener.of(GraphStopped.class, stops::add));

    @Test
    void theGraphStartsBeforeTheWebServerAndStopsAfterIt() {
        assertThat(GraphBusLifecycle.PHASE)
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    void whatIsQueuedIsDoneBeforeTheContextCloses() {
        Slow slow = new Slow();
        runner.withBean(Slow.class, () -> slow)
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            for (int i = 0; i < 20; i++) {
                                bus.publish("/Work", i);
                            }
                            slow.goOn.countDown();
                            context.close();
                            assertThat(slow.done).hasSize(20);
                            assertThat(bus.isRunning()).isFalse();
                        });
        assertThat(stops).singleElement().returns(0L, GraphStopped::undone);
    }

    @Test
    void aHandlerThatHangsDoesNotKeepTheContextFromClosing() {
        Slow slow = new Slow();
        runner.withBean(Slow.class, () -> slow)
                .withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=500ms")
                .run(
                        context -> {
                            GraphBus bus = context.getBean(GraphBus.class);
                            bus.publish("/Work", 1);
                            bus.publish("/Work", 2);
                            slow.begun.await();
                            context.close();
                            assertThat(bus.isRunning()).isFalse();
                        });
        assertThat(stops)
                .singleElement()
                .satisfies(stop -> assertThat(stop.agents()).containsKey("Slow"));
        slow.goOn.countDown();
    }

    /** Waits before it works, whatever interrupts it. */
    @Agent
    static class Slow {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final List<Integer> done = new CopyOnWriteArrayList<>();

        @Subscribes("/Work")
        void on(Integer number) {
            begun.countDown();
            while (goOn.getCount() > 0) {
                Thread.onSpinWait();
            }
            done.add(number);
        }
    }
}
