package io.graphbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallChainTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Left {
        final AgentContext context;
        static volatile CyclicBarrier barrier = new CyclicBarrier(1);

        public Left(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public String viaRight() {
            return "left-" + context.call("Right", "backToLeft") + "-left";
        }

        @SchemaMethod
        public String viaRightAsync() {
            return "left-" + context.callAsync("Right", "backToLeft").join() + "-left";
        }

        @SchemaMethod
        public String viaRightAsyncGet() throws Exception {
            CompletableFuture<Object> future = context.callAsync("Right", "backToLeft");
            return "left-" + future.get() + future.get(1, TimeUnit.SECONDS) + "-left";
        }

        @SchemaMethod
        public String leaf() {
            return "leaf";
        }

        @SchemaMethod
        public Object crossing() throws Exception {
            barrier.await();
            return context.call("Right", "leaf");
        }

        @Subscribes("/Left")
        public void onLeft() throws Exception {
            crossing();
        }
    }

    @Agent
    public static class Right {
        final AgentContext context;

        public Right(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public String backToLeft() {
            return "right(" + context.call(String.class, "Left", "leaf") + ")";
        }

        @SchemaMethod
        public String leaf() {
            return "leaf";
        }

        @SchemaMethod
        public Object crossing() throws Exception {
            Left.barrier.await();
            return context.call("Left", "leaf");
        }

        @Subscribes("/Right")
        public void onRight() throws Exception {
            crossing();
        }
    }

    @Test
    void aChainThatComesBackToAWaitingAgentRunsInsideThatWait() {
        try (GraphBus bus = GraphBus.of(Left.class, Right.class)) {
            assertThat(bus.call("Left", "viaRight")).isEqualTo("left-right(leaf)-left");
            assertThat(bus.call("Left", "viaRightAsync")).isEqualTo("left-right(leaf)-left");
            assertThat(bus.call("Left", "viaRightAsyncGet"))
                    .isEqualTo("left-right(leaf)right(leaf)-left");
            assertThat(bus.call("Left", "leaf")).isEqualTo("leaf");
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
    }

    @Test
    void chainsThatWouldWaitForEachOtherFailTheNewestByName() {
        Left.barrier = new CyclicBarrier(2);
        try (GraphBus bus = GraphBus.of(Left.class, Right.class)) {
            CompletableFuture<Object> one = bus.callAsync("Left", "crossing");
            CompletableFuture<Object> other = bus.callAsync("Right", "crossing");
            CompletableFuture.allOf(one, other).exceptionally(e -> null).join();
            assertThat(one.isCompletedExceptionally())
                    .isNotEqualTo(other.isCompletedExceptionally());
            CompletableFuture<Object> failed = one.isCompletedExceptionally() ? one : other;
            assertThatThrownBy(failed::join)
                    .isInstanceOf(CompletionException.class)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e -> {
                                assertThat(e.problem().code()).isEqualTo(ProblemCode.CALL_DEADLOCK);
                                assertThat(e.problem().message())
                                        .containsPattern(
                                                "Left -> Right -> Left|Right -> Left -> Right");
                            });
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
    }

    @Test
    void handlersThatCallCrosswiseDoNotHang() {
        Left.barrier = new CyclicBarrier(2);
        try (GraphBus bus = GraphBus.of(Left.class, Right.class)) {
            bus.publish("/Left", 1);
            bus.publish("/Right", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().delivered()).isEqualTo(1);
            assertThat(bus.stats().failed()).isEqualTo(1);
        }
    }

    @Agent
    public static class Busy {
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final CountDownLatch entered = new CountDownLatch(1);
        int count;

        @SchemaMethod
        public int increment() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            int before = count;
            Thread.onSpinWait();
            count = before + 1;
            running.decrementAndGet();
            return count;
        }

        @Subscribes("/Increment")
        public void onIncrement() {
            increment();
        }

        @SchemaMethod
        public void block() throws InterruptedException {
            entered.countDown();
            new CountDownLatch(1).await();
        }

        @SchemaMethod
        public String stubborn() {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return "done";
        }
    }

    @Test
    void callsAndHandlersOfAnAgentNeverOverlap() {
        Busy busy = new Busy();
        try (GraphBus bus = GraphBus.of(busy)) {
            Stream<CompletableFuture<Void>> callers =
                    Stream.of(1, 2, 3, 4)
                            .map(
                                    n ->
                                            CompletableFuture.runAsync(
                                                    () -> {
                                                        for (int i = 0; i < 2000; i++) {
                                                            bus.call("Busy", "increment");
                                                            bus.publish("/Increment", i);
                                                        }
                                                    }));
            CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).join();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(busy.most.get()).isEqualTo(1);
            assertThat(busy.count).isEqualTo(16_000);
            assertThat(bus.stats().calls()).isEqualTo(8000);
            assertThat(bus.stats().delivered()).isEqualTo(8000);
        }
    }

    private static GraphBus impatient(Object agent) {
        return GraphBus.builder()
                .agent(agent)
                .options(RuntimeOptions.builder().callTimeout(Duration.ofMillis(200)).build())
                .build()
                .start();
    }

    @Test
    void aCallThatTakesTooLongIsInterrupted() {
        try (GraphBus bus = impatient(new Busy())) {
            assertThatThrownBy(() -> bus.call("Busy", "block"))
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ProblemCode.CALL_TIMEOUT));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThatThrownBy(() -> bus.call("Busy", "stubborn"))
                    .hasMessageContaining("CALL_TIMEOUT");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(bus.call("Busy", "increment")).isEqualTo(1);
            assertThat(bus.stats().errors()).isEqualTo(2);
        }
    }

    @Test
    void aCallWaitsForItsTurnNoLongerThanItMay() throws InterruptedException {
        Busy busy = new Busy();
        try (GraphBus bus = impatient(busy)) {
            CompletableFuture<Object> blocking = bus.callAsync("Busy", "stubborn");
            CompletableFuture<Object> other = bus.callAsync("Busy", "block");
            assertThatThrownBy(() -> CompletableFuture.allOf(blocking, other).join())
                    .hasMessageContaining("CALL_TIMEOUT");
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
    }

    @Test
    void cancellingAFutureInterruptsItsCall() throws InterruptedException {
        Busy busy = new Busy();
        try (GraphBus bus = GraphBus.of(busy)) {
            CompletableFuture<Object> call = bus.callAsync("Busy", "block");
            busy.entered.await();
            CompletableFuture<Object> waiting = bus.callAsync("Busy", "increment");
            assertThat(waiting.cancel(true)).isTrue();
            assertThat(call.cancel(true)).isTrue();
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
    }

    @Test
    void anInterruptedCallerDoesNotWaitForItsTurn() throws InterruptedException {
        Busy busy = new Busy();
        try (GraphBus bus = GraphBus.of(busy)) {
            CompletableFuture<Object> call = bus.callAsync("Busy", "block");
            busy.entered.await();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> bus.call("Busy", "increment"))
                    .hasMessageContaining("CALL_CANCELLED");
            assertThat(Thread.interrupted()).isTrue();
            call.cancel(true);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(busy.count).isZero();
        }
    }
}
