package io.graphbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that was cancelled before it had its turn is not executed. */
@Timeout(120)
class CancelledCallTest {

    @Agent
    public static class Desk {
        final Phaser gate = new Phaser(2);
        final AtomicInteger executed = new AtomicInteger();

        @SchemaMethod
        public void hold() {
            gate.arriveAndAwaitAdvance();
            gate.arriveAndAwaitAdvance();
        }

        @SchemaMethod
        public void work() {
            executed.incrementAndGet();
        }
    }

    @Test
    void alsoWhenItsTurnComesAtThatMoment() {
        Desk desk = new Desk();
        try (GraphBus bus = GraphBus.of(desk)) {
            for (int round = 0; round < 3_000; round++) {
                CompletableFuture<Object> running = bus.callAsync("Desk", "hold");
                desk.gate.arriveAndAwaitAdvance();
                CompletableFuture<Object> waiting = bus.callAsync("Desk", "work");
                for (int i = 0; i < round % 50 * 20; i++) {
                    Thread.onSpinWait();
                }
                waiting.cancel(true);
                desk.gate.arrive();
                running.join();
                assertThat(bus.awaitIdle(Duration.ofSeconds(30))).isTrue();
                assertThat(desk.executed).as("round %d", round).hasValue(0);
            }
        }
    }
}
