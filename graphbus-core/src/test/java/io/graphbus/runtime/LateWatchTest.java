package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who begins to listen while a graph runs hears of everything from then on. */
@Timeout(120)
class LateWatchTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Agent
    public static class Counter {
        int seen;

        @Subscribes("/Count")
        public void count(int number) {
            seen += number;
        }
    }

    private static final class Ears implements SignalListener<DeliveryCompleted> {
        private final AtomicInteger heard = new AtomicInteger();

        @Override
        public Class<DeliveryCompleted> type() {
            return DeliveryCompleted.class;
        }

        @Override
        public void on(DeliveryCompleted signal) {
            heard.incrementAndGet();
        }
    }

    @Test
    void theFirstEventAfterwardsIsHeardHoweverQuickHandlersWereBefore() {
        try (GraphBus graph = GraphBus.of(new Counter()).start()) {
            for (int round = 0; round < 200; round++) {
                for (int i = 0; i < 200; i++) {
                    graph.publish("/Count", i);
                }
                assertThat(graph.awaitIdle(SOON)).isTrue();
                Ears ears = new Ears();
                try (Signals.Watch watch = graph.watch(ears)) {
                    graph.publish("/Count", 1);
                    graph.publish("/Count", 2);
                    assertThat(graph.awaitIdle(SOON)).isTrue();
                    assertThat(ears.heard).as("round %d", round).hasValue(2);
                }
            }
        }
    }
}
