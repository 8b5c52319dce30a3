package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.durable.Durability;
import io.graphbus.durable.letter.Outcome.Verdict;
import io.graphbus.durable.letter.Replay;
import io.graphbus.problem.GraphBusException;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Events that are handled within a time or not at all. */
class ExpiryTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TOPIC = "/Price/Changed";

    /** Stands behind the real time, or ahead of it, by as much as it is told. */
    private static final class Shifted extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Holds the event "hold" until it is let go, and fails on "bad". */
    @Agent(name = "Prices")
    static final class Prices {
        final CountDownLatch holds = new CountDownLatch(1);
        final CountDownLatch free = new CountDownLatch(1);
        final List<Event> heard = new CopyOnWriteArrayList<>();
        volatile boolean failing = true;

        @Subscribes(value = TOPIC, id = "prices")
        public void on(String price, Event event) throws InterruptedException {
            if (price.equals("hold")) {
                holds.countDown();
                free.await();
            }
            if (price.equals("bad") && failing) {
                throw new IllegalStateException("not now");
            }
            heard.add(event);
        }

        List<Object> prices() {
            return heard.stream().<Object>map(event -> event.payload(String.class)).toList();
        }
    }

    private final Shifted clock = new Shifted();
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Prices prices = new Prices();

    private GraphBus graph(RetryPolicy retry, Durability durability) {
        return GraphBus.builder()
                .eventLog(log, durability)
                .options(RuntimeOptions.builder().clock(clock).retry(retry).build())
                .agent(prices)
                .build()
                .start();
    }

    private static Publish price(String text) {
        return Publish.to(TOPIC, text);
    }

    private static Publish shortly(String text) {
        return price(text).key("k").expiresAfter(Duration.ofMinutes(1));
    }

    @Test
    void isNotHandledWhenItsTurnComesTooLate() throws InterruptedException {
        try (GraphBus bus = graph(RetryPolicy.DEFAULT, Durability.NONE)) {
            bus.publish(price("hold"));
            assertThat(prices.holds.await(20, TimeUnit.SECONDS)).isTrue();
            Receipt late = bus.publish(shortly("late"));
            bus.publish(price("patient").expiresAfter(Duration.ofHours(1)));
            bus.publish(price("eternal"));
            clock.ahead = Duration.ofMinutes(2);
            prices.free.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();

            assertThat(prices.prices()).containsExactly("hold", "patient", "eternal");
            assertThat(bus.event(late.id()).orElseThrow().deliveries())
                    .extracting(DeliveryRecord::status)
                    .containsExactly(Status.EXPIRED);
            RuntimeStats stats = bus.stats();
            assertThat(stats.expired()).isEqualTo(1);
            assertThat(stats.delivered()).isEqualTo(3);
            assertThat(stats.failed() + stats.dead() + stats.cancelled()).isZero();
            assertThat(stats.unaccounted()).isZero();
            assertThat(stats.agents().getFirst().subscriptions().getFirst().expired()).isEqualTo(1);
        }
    }

    @Test
    void saysWhenItExpires() {
        try (GraphBus bus = graph(RetryPolicy.DEFAULT, Durability.NONE)) {
            bus.publish(shortly("now"));
            bus.publish(price("eternal"));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            Event first = prices.heard.getFirst();
            assertThat(first.expires()).isEqualTo(first.time().plus(Duration.ofMinutes(1)));
            assertThat(prices.heard.getLast().expires()).isNull();
        }
    }

    @Test
    void aFurtherAttemptIsNotMadeTooLate() {
        RetryPolicy quick = RetryPolicy.DEFAULT.withDelay(Duration.ofSeconds(2));
        try (GraphBus bus = graph(quick, Durability.NONE)) {
            bus.publish(shortly("bad"));
            await(() -> bus.stats().failed() >= 1);
            clock.ahead = Duration.ofMinutes(2);
            await(() -> bus.stats().expired() == 1);
            assertThat(bus.stats().dead()).isZero();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void keptEventsExpireWhileNobodyRuns() {
        GraphBus before = graph(RetryPolicy.DEFAULT, Durability.ALL);
        before.close();
        try (GraphBus other =
                GraphBus.builder()
                        .eventLog(log, Durability.ALL)
                        .options(RuntimeOptions.builder().clock(clock).build())
                        .build()
                        .start()) {
            other.publish(shortly("late"));
            other.publish(price("eternal"));
        }
        clock.ahead = Duration.ofMinutes(2);
        try (GraphBus bus = graph(RetryPolicy.DEFAULT, Durability.ALL)) {
            await(() -> prices.heard.size() == 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(prices.prices()).containsExactly("eternal");
            assertThat(bus.stats().expired()).isEqualTo(1);
            assertThat(bus.stats().unaccounted()).isZero();
        }
        Progress.Counts counts =
                log.progress(new Reader("Prices", "prices")).stream()
                        .map(Progress::counts)
                        .reduce(Progress.Counts.NONE, Progress.Counts::plus);
        assertThat(counts.expired()).isEqualTo(1);
        assertThat(counts.completed()).isEqualTo(1);
        assertThat(counts.offered()).isEqualTo(2);
    }

    @Test
    void aReplayOfWhatHasExpiredSettlesTheLetter() {
        try (GraphBus bus = graph(RetryPolicy.DEFAULT.withRetries(0), Durability.ALL)) {
            bus.publish(shortly("bad"));
            DeadLetters letters = log.deadLetters();
            await(() -> letters.count(DeadLetters.Filter.ALL) == 1);
            prices.failing = false;
            clock.ahead = Duration.ofMinutes(2);
            Replay all = Replay.of(DeadLetters.Filter.ALL);
            assertThat(bus.deadLetters().orElseThrow().rehearse(all, 10))
                    .extracting(outcome -> outcome.verdict())
                    .containsExactly(Verdict.EXPIRED);
            bus.deadLetters().orElseThrow().replay(all);
            await(() -> letters.count(DeadLetters.Filter.ALL) == 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(prices.heard).isEmpty();
            assertThat(bus.stats().expired()).isEqualTo(1);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void hasToBeMoreThanNothingAndNotBeyondAllTime() {
        for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatThrownBy(() -> price("x").expiresAfter(time))
                    .isInstanceOf(GraphBusException.class)
                    .hasMessageContaining("INVALID_ARGUMENTS")
                    .hasMessageContaining(TOPIC);
        }
        Event event = sent(price("x").expiresAfter(Duration.ofDays(365_000)));
        assertThat(event.expires()).isAfter(Instant.parse("3000-01-01T00:00:00Z"));
    }

    private Event sent(Publish publish) {
        try (GraphBus bus = graph(RetryPolicy.DEFAULT, Durability.NONE)) {
            bus.publish(publish);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            return prices.heard.getFirst();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
