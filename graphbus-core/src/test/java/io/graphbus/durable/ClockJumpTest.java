package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that somebody sets, forward or back, while deliveries wait. */
class ClockJumpTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final RetryPolicy QUICK =
            RetryPolicy.DEFAULT
                    .withDelay(Duration.ofMillis(100))
                    .withMaxDelay(Duration.ofMillis(500));

    private final JumpingClock clock = new JumpingClock();
    private final InMemoryEventLog log = new InMemoryEventLog(8, System::nanoTime);
    private final Map<Integer, Integer> attempts = new ConcurrentHashMap<>();

    /** Goes on as the system's does, from another time. */
    private static final class JumpingClock extends Clock {
        private volatile Duration offset = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
        }
    }

    /** Handles each number at the third attempt. */
    @Agent(name = "Hearer")
    static final class Hearer {
        final List<Integer> heard = new CopyOnWriteArrayList<>();
        private final Map<Integer, Integer> attempts;
        private final int failures;

        Hearer(Map<Integer, Integer> attempts, int failures) {
            this.attempts = attempts;
            this.failures = failures;
        }

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            if (attempts.merge(number, 1, Integer::sum) <= failures) {
                throw new IllegalStateException("not yet");
            }
            heard.add(number);
        }
    }

    private GraphBus graph(Hearer hearer, RetryPolicy retry) {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL.pace(Duration.ofSeconds(30), Duration.ofMillis(5)))
                .options(RuntimeOptions.builder().clock(clock).retry(retry).build())
                .agent(hearer)
                .build()
                .start();
    }

    private static void publish(GraphBus bus, int from, int to) {
        for (int number = from; number < to; number++) {
            bus.publish(Publish.to("/Number", number).key("k" + number));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void neitherLoseNorDoubleWhatIsPutOff(long seconds) {
        Hearer one = new Hearer(attempts, 2);
        Hearer other = new Hearer(attempts, 2);
        try (GraphBus first = graph(one, QUICK);
                GraphBus second = graph(other, QUICK)) {
            publish(first, 0, 20);
            await(() -> attempts.size() == 20);
            clock.offset = Duration.ofSeconds(seconds);
            publish(second, 20, 40);
            await(() -> one.heard.size() + other.heard.size() >= 40);
            await(() -> completed() == 40);
        }
        assertThat(Stream.of(one.heard, other.heard).flatMap(List::stream))
                .hasSize(40)
                .doesNotHaveDuplicates();
        assertThat(attempts.values()).containsOnly(3);
    }

    @Test
    void doNotPutOffForLongerThanTheLongestPauseAfterARestart() {
        try (GraphBus bus = graph(new Hearer(attempts, 1), RetryPolicy.DEFAULT)) {
            publish(bus, 0, 1);
            await(() -> log.deferred(new Reader("Hearer", "numbers")).size() == 1);
        }
        clock.offset = Duration.ofHours(-1);
        Hearer next = new Hearer(attempts, 1);
        try (GraphBus bus = graph(next, QUICK)) {
            await(() -> next.heard.size() == 1 && completed() == 1);
        }
    }

    private long completed() {
        return log.progress(new Reader("Hearer", "numbers")).stream()
                .map(Progress::counts)
                .mapToLong(Progress.Counts::completed)
                .sum();
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
