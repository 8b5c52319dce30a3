package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An interrupt belongs to the work it was meant for. */
@Timeout(60)
class InterruptTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Rude {
        final AtomicInteger poisoned = new AtomicInteger();

        @Subscribes("/Rude")
        public void onEvent(int number) {
            if (Thread.currentThread().isInterrupted()) {
                poisoned.incrementAndGet();
            }
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aHandlerThatInterruptsItselfHarmsNoOtherEvent() {
        Rude rude = new Rude();
        try (GraphBus bus = GraphBus.of(rude)) {
            for (int i = 0; i < 200; i++) {
                bus.publish("/Rude", i);
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().delivered()).isEqualTo(200);
        }
        assertThat(rude.poisoned).hasValue(0);
    }

    @Agent
    public static class Slow {
        final AtomicInteger done = new AtomicInteger();
        final CountDownLatch begun = new CountDownLatch(1);

        @Subscribes("/Slow")
        public void onEvent(int number) throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            done.incrementAndGet();
        }
    }

    @Test
    void aStopOnAnInterruptedThreadStillDrains() throws InterruptedException {
        Slow slow = new Slow();
        GraphBus bus = GraphBus.of(slow);
        for (int i = 0; i < 10; i++) {
            bus.publish("/Slow", i);
        }
        slow.begun.await();
        Thread.currentThread().interrupt();
        try {
            bus.stop();
        } finally {
            Thread.interrupted();
        }
        assertThat(slow.done).hasValue(10);
        assertThat(bus.stats().cancelled()).isZero();
    }

    @Agent
    public static class Sleeper {
        @SchemaMethod
        public void sleep() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Agent
    public static class Stubborn {
        private final AgentContext context;

        public Stubborn(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Stubborn")
        public void onEvent() throws InterruptedException {
            try {
                context.call("Sleeper", "sleep");
            } catch (GraphBusException e) {
                new CountDownLatch(1).await(30, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whenACallAndItsCallerBothTakeTooLongBothAreInterrupted() {
        Duration limit = Duration.ofMillis(100);
        AtomicInteger failures = new AtomicInteger();
        GraphBus bus =
                GraphBus.builder()
                        .agent(Stubborn.class)
                        .agent(Sleeper.class)
                        .options(
                                RuntimeOptions.builder()
                                        .handlerTimeout(limit)
                                        .callTimeout(limit)
                                        .build())
                        .listener(
                                SignalListener.of(
                                        DeliveryFailed.class, s -> failures.incrementAndGet()))
                        .build()
                        .start();
        try (bus) {
            bus.publish("/Stubborn", "go");
            assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(failures).hasValue(1);
    }

    @Agent
    public static class Ticking {
        final CountDownLatch ticked = new CountDownLatch(1);
        final CountDownLatch handled = new CountDownLatch(1);
        private final AgentContext context;

        public Ticking(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void begin() {
            AutoCloseable[] handle = new AutoCloseable[1];
            handle[0] = context.schedule(Duration.ofMillis(1), () -> tick(handle[0]));
        }

        private void tick(AutoCloseable handle) {
            try {
                handle.close();
                context.publish("/Ticked", "now");
                ticked.await(600, TimeUnit.MILLISECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Subscribes("/Ticked")
        public void onTicked() throws InterruptedException {
            new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
            handled.countDown();
        }
    }

    @Test
    void aHandlersTimeBeginsAfterTheScheduledTaskBeforeIt() throws InterruptedException {
        GraphBus bus =
                GraphBus.builder()
                        .agent(Ticking.class)
                        .options(
                                RuntimeOptions.builder()
                                        .handlerTimeout(Duration.ofSeconds(1))
                                        .build())
                        .build()
                        .start();
        try (bus) {
            bus.call("Ticking", "begin");
            long deadline = System.nanoTime() + SOON.toNanos();
            while (bus.stats().delivered() + bus.stats().failed() == 0
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(bus.stats().failed()).isZero();
            assertThat(bus.stats().delivered()).isEqualTo(1);
        }
    }

    @Agent
    public static class Untold {
        static final class Silent extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                throw new IllegalStateException("even this fails");
            }
        }

        @Subscribes("/Untold")
        public void onEvent() {
            throw new Silent();
        }

        @SchemaMethod
        public void fail() {
            throw new Silent();
        }
    }

    @Test
    void anExceptionThatCannotBePutIntoWordsIsAFailureLikeAnyOther() {
        try (GraphBus bus = GraphBus.of(new Untold())) {
            bus.publish("/Untold", 1);
            bus.publish("/Untold", 2);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().failed()).isEqualTo(2);
            assertThat(failure(bus).code()).isEqualTo(ProblemCode.AGENT_FAILED);
        }
    }

    private static Problem failure(GraphBus bus) {
        try {
            bus.call("Untold", "fail");
        } catch (GraphBusException e) {
            return e.problem();
        }
        throw new AssertionError("the call succeeded");
    }
}
