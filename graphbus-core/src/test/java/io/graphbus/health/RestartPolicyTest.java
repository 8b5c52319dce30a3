package io.graphbus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.AgentRestarted;
import io.graphbus.signal.EngineSignal.CallCompleted;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestartPolicyTest {

    public record Calls(int value) {}

    /** Fails until it has been made often enough. */
    @Agent
    public static class Frail implements Stateful<Calls> {
        static final AtomicInteger MADE = new AtomicInteger();
        static volatile int wellFrom = Integer.MAX_VALUE;
        static volatile boolean refuse;
        private final int number;
        private int calls;

        public Frail() {
            if (refuse) {
                throw new IllegalStateException("not again");
            }
            number = MADE.incrementAndGet();
        }

        @SchemaMethod
        public int work() {
            calls++;
            if (number < wellFrom) {
                throw new IllegalStateException("too weak");
            }
            return calls;
        }

        @Override
        public Calls captureState() {
            return new Calls(calls);
        }

        @Override
        public void restoreState(Calls state) {
            calls = state.value();
        }
    }

    private final MovedClock clock = new MovedClock();
    private final Instant start = clock.instant();
    private final Semaphore restarted = new Semaphore(0);
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    private GraphBus bus = GraphBus.of();

    @BeforeEach
    void startFrail() {
        Frail.MADE.set(0);
        Frail.wellFrom = Integer.MAX_VALUE;
        Frail.refuse = false;
        bus =
                GraphBus.builder()
                        .agent(Frail.class)
                        .options(RuntimeOptions.builder().clock(clock).build())
                        .health(HealthPolicy.DEFAULTS.withRestart(HealthPolicy.Restart.atMost(2)))
                        .listener(SignalListener.of(AgentRestarted.class, s -> count()))
                        .build()
                        .start();
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private void count() {
        times.add(Duration.between(start, clock.instant()));
        restarted.release();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> bus.call("Frail", "work"));
        }
    }

    private void moveAndAwaitRestart(Duration by) throws InterruptedException {
        clock.move(by);
        assertThat(restarted.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        awaitRestarts(times.size());
    }

    /** Listeners hear of a restart one after another. */
    private void awaitRestarts(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (restarts() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(restarts()).isEqualTo(count);
    }

    private int restarts() {
        return bus.health().orElseThrow().of("Frail").restarts();
    }

    @Test
    void anAgentThatKeepsFailingIsRestartedTwiceAfterGrowingPausesAndThenNoMore()
            throws InterruptedException {
        fail(5);
        clock.move(Duration.ofMillis(999));
        fail(5);
        assertThat(times).isEmpty();
        moveAndAwaitRestart(Duration.ofMillis(1));
        fail(5);
        clock.move(Duration.ofMillis(1999));
        fail(5);
        assertThat(times).hasSize(1);
        moveAndAwaitRestart(Duration.ofMillis(1));
        assertThat(times).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
        for (int i = 0; i < 10; i++) {
            fail(5);
            clock.move(Duration.ofSeconds(10));
        }
        assertThat(times).hasSize(2);
        assertThat(Frail.MADE).hasValue(3);
        assertThat(bus.health().orElseThrow().status("Frail")).isEqualTo(HealthStatus.FAILED);
        clock.move(Duration.ofMinutes(6));
        fail(5);
        moveAndAwaitRestart(Duration.ofMinutes(1));
        assertThat(times).hasSizeGreaterThan(2);
    }

    @Test
    void aRestartKeepsTheStateAndASuccessEndsTheTrouble() throws InterruptedException {
        Frail.wellFrom = 2;
        fail(5);
        moveAndAwaitRestart(Duration.ofSeconds(1));
        assertThat(bus.health().orElseThrow().status("Frail")).isEqualTo(HealthStatus.FAILED);
        assertThat(bus.call("Frail", "work")).isEqualTo(6);
        assertThat(bus.health().orElseThrow().status("Frail")).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anAgentThatCannotBeMadeAnewGoesOnAndThatCountsAsARestart() {
        fail(5);
        Frail.refuse = true;
        clock.move(Duration.ofSeconds(1));
        awaitRestarts(1);
        assertThat(times).isEmpty();
        fail(1);
        Frail.refuse = false;
        clock.move(Duration.ofSeconds(2));
        awaitRestarts(2);
        assertThat(times).hasSize(1);
    }

    @Test
    void anAgentThatIsWellAgainIsNotRestarted() {
        fail(5);
        Frail.wellFrom = 0;
        bus.call("Frail", "work");
        clock.move(Duration.ofSeconds(10));
        Semaphore called = new Semaphore(0);
        bus.watch(SignalListener.of(CallCompleted.class, s -> called.release()));
        bus.call("Frail", "work");
        assertThat(called.tryAcquire()).isTrue();
        assertThat(times).isEmpty();
        assertThat(Frail.MADE).hasValue(1);
    }

    @Test
    void aRestartThatAStopPreventedIsPossibleAgainAfterTheNextStart() throws InterruptedException {
        fail(5);
        bus.stop();
        bus.start();
        fail(5);
        moveAndAwaitRestart(Duration.ofSeconds(1));
        assertThat(times).hasSize(1);
    }
}
