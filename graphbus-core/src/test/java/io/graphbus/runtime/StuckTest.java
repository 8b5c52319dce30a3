package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.runtime.RuntimeStats.AgentStats;
import io.graphbus.runtime.RuntimeStats.Stuck;
import io.graphbus.signal.EngineSignal.AgentStuck;
import io.graphbus.signal.EngineSignal.AgentUnstuck;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StuckTest {

    /** Does not mind being interrupted. */
    @Agent
    public static class Stubborn {
        final CountDownLatch gate = new CountDownLatch(1);

        @Subscribes("/Stay")
        public void onStay() {
            stay();
        }

        @SchemaMethod
        public int stay() {
            boolean open = false;
            while (!open) {
                try {
                    gate.await();
                    open = true;
                } catch (InterruptedException e) {
                    Thread.interrupted();
                }
            }
            return 1;
        }
    }

    private final Stubborn agent = new Stubborn();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch unstuck = new CountDownLatch(1);

    private GraphBus start() {
        RuntimeOptions options =
                RuntimeOptions.builder()
                        .handlerTimeout(Duration.ofMillis(50))
                        .callTimeout(Duration.ofMillis(50))
                        .build();
        return GraphBus.builder()
                .agent(agent)
                .options(options)
                .listener(SignalListener.of(AgentStuck.class, s -> stuck.countDown()))
                .listener(SignalListener.of(AgentUnstuck.class, s -> unstuck.countDown()))
                .build()
                .start();
    }

    private static AgentStats only(GraphBus bus) {
        return bus.stats().agents().getFirst();
    }

    @Test
    void aHandlerThatDoesNotReturnMarksItsAgentUntilItDoes() throws InterruptedException {
        try (GraphBus bus = start()) {
            bus.publish("/Stay", 1);
            assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(only(bus).stuck()).extracting(Stuck::operation).isEqualTo("onStay");
            agent.gate.countDown();
            assertThat(unstuck.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
            assertThat(only(bus).stuck()).isNull();
            assertThat(bus.stats().failed()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatDoesNotReturnMarksItsAgentUntilItDoes() throws InterruptedException {
        try (GraphBus bus = start()) {
            CompletableFuture<Object> call = bus.callAsync("Stubborn", "stay");
            assertThat(stuck.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(only(bus).stuck()).extracting(Stuck::operation).isEqualTo("stay");
            agent.gate.countDown();
            assertThat(unstuck.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(call::join).hasCauseInstanceOf(GraphBusException.class);
            assertThat(only(bus).stuck()).isNull();
        }
    }
}
