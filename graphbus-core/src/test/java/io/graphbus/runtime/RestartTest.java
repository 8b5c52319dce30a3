package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.signal.EngineSignal.AgentRestarted;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestartTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Integer> SEEN = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger CLOSED = new AtomicInteger();
    private static volatile boolean refuseToBeMade;
    private static volatile boolean refuseToTell;

    public record Sum(int value) {}

    /** Adds up what it hears, and says so. */
    @Agent
    public static class Adder implements Stateful<Sum>, AutoCloseable {
        private final int number = MADE.incrementAndGet();
        private int sum;

        public Adder() {
            if (refuseToBeMade) {
                throw new IllegalStateException("not again");
            }
        }

        @Subscribes("/Add")
        public void onAdd(Integer value) {
            SEEN.add(value);
            sum += value;
        }

        @SchemaMethod
        public int sum() {
            return sum;
        }

        @SchemaMethod
        public int number() {
            return number;
        }

        @Override
        public Sum captureState() {
            if (refuseToTell) {
                throw new IllegalStateException("not telling");
            }
            return new Sum(sum);
        }

        @Override
        public void restoreState(Sum state) {
            sum = state.value();
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    @BeforeEach
    void beginAnew() {
        SEEN.clear();
        MADE.set(0);
        CLOSED.set(0);
        refuseToBeMade = false;
        refuseToTell = false;
    }

    @Test
    void aRestartedAgentIsANewInstanceWithTheSameState() {
        List<AgentRestarted> restarted = Collections.synchronizedList(new ArrayList<>());
        try (GraphBus bus = GraphBus.of(Adder.class)) {
            bus.watch(SignalListener.of(AgentRestarted.class, restarted::add));
            bus.publish("/Add", 3);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.restart("Adder");
            assertThat(bus.call("Adder", "sum")).isEqualTo(3);
            assertThat(bus.call("Adder", "number")).isEqualTo(2);
            assertThat(CLOSED).hasValue(1);
            assertThat(restarted).containsExactly(new AgentRestarted("Adder"));
            assertThat(bus.stats().delivered()).isEqualTo(1);
            assertThat(bus.stats().calls()).isEqualTo(2);
        }
    }

    @Test
    void nothingIsLostOrDoubledOrOutOfOrderWhileAnAgentIsRestarted() {
        try (GraphBus bus = GraphBus.of(Adder.class)) {
            CompletableFuture<Void> restarts =
                    CompletableFuture.runAsync(
                            () -> IntStream.range(0, 50).forEach(i -> bus.restart("Adder")));
            List<Integer> sent = IntStream.range(0, 5000).boxed().toList();
            sent.forEach(i -> bus.publish("/Add", i));
            restarts.join();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(SEEN).containsExactlyElementsOf(sent);
            assertThat(bus.call("Adder", "sum")).isEqualTo(5000 * 4999 / 2);
            assertThat(bus.stats().unaccounted()).isZero();
            assertThat(CLOSED).hasValue(50);
        }
    }

    @Test
    void theOldInstanceStaysWhenNoNewOneCanBeMade() {
        try (GraphBus bus = GraphBus.of(Adder.class)) {
            bus.publish("/Add", 4);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            refuseToBeMade = true;
            assertThatThrownBy(() -> bus.restart("Adder"))
                    .isInstanceOf(GraphBusException.class)
                    .hasMessageContaining("could not be restarted");
            assertThat(bus.call("Adder", "sum")).isEqualTo(4);
            assertThat(CLOSED).hasValue(0);
        }
    }

    @Test
    void anAgentThatDoesNotTellItsStateGoesOnWithTheLastThatWasSaved() {
        InMemoryStateStore store = new InMemoryStateStore();
        try (GraphBus bus = GraphBus.builder().agent(Adder.class).state(store).build().start()) {
            bus.publish("/Add", 5);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.saveState();
            refuseToTell = true;
            bus.publish("/Add", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.restart("Adder");
            assertThat(bus.call("Adder", "sum")).isEqualTo(5);
        }
    }

    @Test
    void anInstanceOfSomebodyElseStaysAndGetsItsLastSavedStateBack() {
        InMemoryStateStore store = new InMemoryStateStore();
        Adder own = new Adder();
        try (GraphBus bus = GraphBus.builder().agent(own).state(store).build().start()) {
            bus.publish("/Add", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.saveState();
            store.save(new StoredState("Adder", "1.0.0", "{\"value\":9}", Instant.EPOCH));
            bus.restart("Adder");
            assertThat(bus.call("Adder", "sum")).isEqualTo(9);
            assertThat(bus.call("Adder", "number")).isEqualTo(1);
            assertThat(CLOSED).hasValue(0);
        }
    }

    /** Runs four at a time. */
    @Agent(concurrency = 4)
    public static class Wide {
        static final AtomicInteger RUNNING = new AtomicInteger();
        static final AtomicInteger DONE = new AtomicInteger();
        static final AtomicInteger MADE_WHILE_RUNNING = new AtomicInteger();

        public Wide() {
            MADE_WHILE_RUNNING.addAndGet(RUNNING.get());
        }

        @Subscribes("/Wide")
        public void onWide() {
            RUNNING.incrementAndGet();
            Thread.onSpinWait();
            RUNNING.decrementAndGet();
            DONE.incrementAndGet();
        }
    }

    @Test
    void noLaneRunsWhileAnAgentIsRestarted() {
        try (GraphBus bus = GraphBus.of(Wide.class)) {
            for (int round = 0; round < 20; round++) {
                IntStream.range(0, 100).forEach(i -> bus.publish("/Wide", i));
                bus.restart("Wide");
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Wide.DONE).hasValue(2000);
            assertThat(Wide.MADE_WHILE_RUNNING).hasValue(0);
        }
    }

    /** Does something every moment. */
    @Agent
    public static class Busybody {
        static final List<Integer> TICKS = Collections.synchronizedList(new ArrayList<>());
        static final CountDownLatch SECOND = new CountDownLatch(3);

        public Busybody(AgentContext context) {
            int number = MADE.incrementAndGet();
            context.schedule(Duration.ofMillis(1), () -> tick(number));
        }

        private void tick(int number) {
            TICKS.add(number);
            if (number == 2) {
                SECOND.countDown();
            }
        }
    }

    @Test
    void whatTheOldInstanceHasScheduledEnds() throws InterruptedException {
        try (GraphBus bus = GraphBus.of(Busybody.class)) {
            bus.restart("Busybody");
            Busybody.TICKS.clear();
            assertThat(Busybody.SECOND.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Busybody.TICKS).containsOnly(2);
        }
    }

    /** Has itself restarted. */
    @Agent
    public static class Restless {
        private final int number = MADE.incrementAndGet();
        static volatile GraphBus bus;

        @SchemaMethod
        public int again() {
            bus.restart("Restless");
            return number;
        }
    }

    @Test
    void anAgentMayHaveItselfRestartedAndEndsItsWorkFirst() throws InterruptedException {
        CountDownLatch restarted = new CountDownLatch(1);
        try (GraphBus bus = GraphBus.of(Restless.class)) {
            Restless.bus = bus;
            bus.watch(SignalListener.of(AgentRestarted.class, s -> restarted.countDown()));
            assertThat(bus.call("Restless", "again")).isEqualTo(1);
            assertThat(restarted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(MADE).hasValue(2);
        }
    }

    @Test
    void whoIsUnknownCannotBeRestarted() {
        try (GraphBus bus = GraphBus.of(Adder.class)) {
            assertThatThrownBy(() -> bus.restart("Ader"))
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e ->
                                    assertThat(e.problem().code())
                                            .isEqualTo(ProblemCode.UNKNOWN_AGENT));
        }
    }
}
