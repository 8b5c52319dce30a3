package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping while others are at work. */
@Timeout(60)
class StopTest {

    static final RuntimeOptions HASTY =
            RuntimeOptions.builder()
                    .drainTimeout(Duration.ofMillis(50))
                    .callTimeout(Duration.ofHours(1))
                    .build();

    /** Does not end before it is let go, interrupted or not. */
    @Agent
    public static class Stubborn {
        final CountDownLatch entered = new CountDownLatch(1);
        final AtomicBoolean free = new AtomicBoolean();

        @Subscribes("/Spin")
        public void spin() {
            entered.countDown();
            while (!free.get()) {
                Thread.onSpinWait();
            }
        }

        @SchemaMethod
        public int one() {
            return 1;
        }
    }

    private static GraphBus hasty(Object agent, List<GraphStopped> stops) {
        return GraphBus.builder()
                .agent(agent)
                .options(HASTY)
                .listener(SignalListener.of(GraphStopped.class, stops::add))
                .build()
                .start();
    }

    @Test
    void whoWaitsBehindAHandlerThatIgnoresInterruptsIsTurnedAway() throws InterruptedException {
        Stubborn stubborn = new Stubborn();
        List<GraphStopped> stops = Collections.synchronizedList(new ArrayList<>());
        GraphBus bus = hasty(stubborn, stops);
        try {
            bus.publish("/Spin", 1);
            bus.publish("/Spin", 2);
            stubborn.entered.await();
            CompletableFuture<Object> call =
                    CompletableFuture.supplyAsync(() -> bus.call("Stubborn", "one"));
            bus.stop();
            assertThatThrownBy(call::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining(ProblemCode.STOPPED.name());
            assertThat(stops).containsExactly(new GraphStopped(2, Map.of("Stubborn", 1L)));
        } finally {
            stubborn.free.set(true);
        }
    }

    @Test
    void aGraphMayRunAgainWhileAnOldHandlerIsStillStuck() throws InterruptedException {
        Stubborn stubborn = new Stubborn();
        GraphBus bus = hasty(stubborn, new ArrayList<>());
        try {
            bus.publish("/Spin", 1);
            stubborn.entered.await();
            bus.stop();
            bus.start();
            assertThat(bus.call("Stubborn", "one")).isEqualTo(1);
            assertThat(bus.stats().calls()).isEqualTo(1);
            assertThat(bus.stats().offered()).isZero();
        } finally {
            stubborn.free.set(true);
        }
        bus.close();
    }

    @Agent
    public static class Closing implements AutoCloseable {
        static final AtomicInteger LATE = new AtomicInteger();
        static final AtomicInteger CLOSED = new AtomicInteger();
        private volatile boolean closed;

        @SchemaMethod
        public void work() {
            if (closed) {
                LATE.incrementAndGet();
            }
        }

        @Subscribes("/Work")
        public void onWork() {
            work();
        }

        @Override
        public void close() {
            closed = true;
            CLOSED.incrementAndGet();
        }
    }

    @Test
    void nothingRunsOnAStoppedAgentAndNothingIsLostUnseen() {
        Closing.LATE.set(0);
        Closing.CLOSED.set(0);
        List<GraphStopped> stops = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 150; i++) {
            GraphBus bus =
                    GraphBus.builder()
                            .agent(Closing.class)
                            .listener(SignalListener.of(GraphStopped.class, stops::add))
                            .build()
                            .start();
            AtomicBoolean go = new AtomicBoolean(true);
            List<CompletableFuture<Void>> others =
                    List.of(
                            CompletableFuture.runAsync(() -> callWhile(go, bus)),
                            CompletableFuture.runAsync(() -> publishWhile(go, bus)));
            for (int n = 0; n < i % 10 * 100; n++) {
                Thread.onSpinWait();
            }
            bus.stop();
            go.set(false);
            others.forEach(CompletableFuture::join);
            assertThat(bus.stats().unaccounted()).isZero();
            assertThat(bus.stats().inFlight()).isZero();
            assertThat(bus.stats().failed()).isZero();
        }
        assertThat(Closing.LATE).hasValue(0);
        assertThat(Closing.CLOSED).hasValue(150);
        assertThat(stops).hasSize(150);
    }

    private static void callWhile(AtomicBoolean go, GraphBus bus) {
        while (go.get()) {
            refused(() -> bus.call("Closing", "work"));
        }
    }

    private static void publishWhile(AtomicBoolean go, GraphBus bus) {
        while (go.get()) {
            refused(() -> bus.publish("/Work", 1));
        }
    }

    private static void refused(Runnable work) {
        try {
            work.run();
        } catch (GraphBusException e) {
            assertThat(e.problem().code())
                    .isIn(ProblemCode.STOPPED, ProblemCode.NOT_STARTED, ProblemCode.QUEUE_FULL);
        }
    }

    @Agent
    public static class NeverClosed extends Closing {
        static final CountDownLatch NEVER = new CountDownLatch(1);

        @Override
        public void close() {
            while (true) {
                try {
                    NEVER.await();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    @Test
    void aCloseThatNeverEndsDoesNotHoldTheStop() {
        GraphBus bus = GraphBus.builder().agent(NeverClosed.class).build().start();
        bus.close();
        assertThat(bus.isRunning()).isFalse();
    }

    @Agent
    public static class ClosesAll implements AutoCloseable {
        static volatile GraphBus bus;

        @SchemaMethod
        public int one() {
            return 1;
        }

        @Override
        public void close() {
            bus.close();
        }
    }

    @Test
    void aCloseMayCloseTheGraph() {
        GraphBus bus = GraphBus.builder().agent(ClosesAll.class).build().start();
        ClosesAll.bus = bus;
        bus.stop();
        assertThatThrownBy(bus::start).hasMessageContaining("has been closed");
    }

    @Agent
    public static class Delaying {
        final AgentContext context;
        final AtomicInteger heard = new AtomicInteger();
        static volatile Delaying last;

        public Delaying(AgentContext context) {
            this.context = context;
            keep();
        }

        private void keep() {
            last = this;
        }

        @SchemaMethod
        public void later() {
            context.publishAfter(Duration.ofMillis(1), "/Later", "x");
            context.schedule(Duration.ofMillis(1), heard::incrementAndGet);
        }

        @Subscribes("/Later")
        public void onLater() {
            heard.incrementAndGet();
        }
    }

    @Test
    void whatWasDelayedOrScheduledBelongsToTheRunItWasAskedForIn() {
        GraphBus bus = GraphBus.builder().agent(Delaying.class).build().start();
        bus.call("Delaying", "later");
        Delaying old = Delaying.last;
        bus.stop();
        int heard = old.heard.get();
        assertThatThrownBy(() -> old.context.publishAfter(Duration.ofMillis(1), "/Later", "x"))
                .hasMessageContaining(ProblemCode.STOPPED.name());
        bus.start();
        assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
        bus.call("Delaying", "later");
        bus.close();
        assertThat(old.heard).hasValue(heard);
        assertThat(Delaying.last).isNotSameAs(old);
    }

    @Agent
    public static class Restarting {
        volatile GraphBus bus;
        volatile Throwable thrown;
        final CountDownLatch stopping = new CountDownLatch(1);
        final CountDownLatch entered = new CountDownLatch(1);

        @Subscribes("/Restart")
        public void restart() throws InterruptedException {
            entered.countDown();
            stopping.await();
            try {
                bus.start();
            } catch (GraphBusException e) {
                thrown = e;
            }
        }
    }

    @Test
    void aHandlerCannotStartWhatIsBeingStoppedAndIsTold() throws InterruptedException {
        Restarting agent = new Restarting();
        GraphBus bus = GraphBus.of(agent);
        agent.bus = bus;
        bus.publish("/Restart", 1);
        agent.entered.await();
        Thread stop = Thread.ofPlatform().start(bus::stop);
        while (bus.isRunning()) {
            Thread.onSpinWait();
        }
        agent.stopping.countDown();
        stop.join();
        assertThat(agent.thrown).hasMessageContaining(ProblemCode.STOPPED.name());
        assertThat(bus.isRunning()).isFalse();
    }
}
