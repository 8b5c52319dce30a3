package io.graphbus.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.bus.Publish;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.EngineSignal.DeliveryDead;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.EngineSignal.DeliveryRetrying;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final HandClock clock = new HandClock();

    private GraphBus start(RetryPolicy policy, Object... agents) {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .options(
                                RuntimeOptions.builder()
                                        .clock(clock)
                                        .retry(policy)
                                        .random(new java.util.Random(7))
                                        .build());
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build().start();
    }

    @Agent
    public static class Moody {
        final List<Instant> attempts = new CopyOnWriteArrayList<>();
        final HandClock clock;
        volatile int good = Integer.MAX_VALUE;

        Moody(HandClock clock) {
            this.clock = clock;
        }

        @Subscribes("/Order/Placed")
        public void onOrder(String order) {
            attempts.add(clock.instant());
            if (attempts.size() < good) {
                throw new IllegalStateException("not today\nnor tomorrow");
            }
        }

        @SchemaMethod
        public String hello() {
            return "hello";
        }
    }

    @Test
    void attemptsFollowEachOtherAtTheirTimesAndThenTheDeliveryIsDead() {
        Moody moody = new Moody(clock);
        List<EngineSignal> signals = new CopyOnWriteArrayList<>();
        try (GraphBus bus = start(RetryPolicy.DEFAULT.withJitter(0), moody)) {
            bus.watch(SignalListener.of(DeliveryFailed.class, signals::add));
            bus.watch(SignalListener.of(DeliveryRetrying.class, signals::add));
            bus.watch(SignalListener.of(DeliveryDead.class, signals::add));
            String id = bus.publish("/Order/Placed", "a").id();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertRetrying(bus, id);
            for (int step = 0; step < 80; step++) {
                clock.advance(Duration.ofMillis(100));
                assertThat(bus.awaitIdle(SOON)).isTrue();
            }
            assertThat(pauses(moody.attempts)).containsExactly(1_000L, 2_000L, 4_000L);
            assertDead(bus, id);
            assertThat(signals).hasSize(8);
            assertThat(signals.getLast())
                    .isInstanceOfSatisfying(
                            DeliveryDead.class,
                            dead -> {
                                assertThat(dead.attempts()).isEqualTo(4);
                                assertThat(dead.cause()).hasMessageContaining("not today");
                            });
        }
    }

    private static void assertRetrying(GraphBus bus, String id) {
        DeliveryRecord waiting = bus.event(id).orElseThrow().deliveries().get(0);
        assertThat(waiting.status()).isEqualTo(Status.RETRYING);
        assertThat(waiting.attempts()).isEqualTo(1);
        assertThat(waiting.error()).isEqualTo("java.lang.IllegalStateException: not today");
        assertThat(waiting.nextAttempt()).isEqualTo(HandClock.START.plusSeconds(1));
        RuntimeStats stats = bus.stats();
        assertThat(stats.failed()).isOne();
        assertThat(stats.dead()).isZero();
        assertThat(stats.retrying()).isOne();
        assertThat(stats.inFlight()).isOne();
        assertThat(stats.unaccounted()).isZero();
        assertThat(stats.agents().get(0).retrying()).isOne();
        assertThat(bus.call("Moody", "hello")).isEqualTo("hello");
    }

    private static void assertDead(GraphBus bus, String id) {
        DeliveryRecord dead = bus.event(id).orElseThrow().deliveries().get(0);
        assertThat(dead.status()).isEqualTo(Status.DEAD);
        assertThat(dead.attempts()).isEqualTo(4);
        assertThat(dead.nextAttempt()).isNull();
        RuntimeStats stats = bus.stats();
        assertThat(stats.failed()).isEqualTo(4);
        assertThat(stats.dead()).isOne();
        assertThat(stats.delivered()).isZero();
        assertThat(stats.retrying()).isZero();
        assertThat(stats.inFlight()).isZero();
        assertThat(stats.unaccounted()).isZero();
        assertThat(stats.agents().get(0).subscriptions().get(0).dead()).isOne();
    }

    private static List<Long> pauses(List<Instant> times) {
        List<Long> pauses = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            pauses.add(Duration.between(times.get(i - 1), times.get(i)).toMillis());
        }
        return pauses;
    }

    @Test
    void aDeliveryThatGetsThroughLaterIsDelivered() {
        Moody moody = new Moody(clock);
        moody.good = 3;
        try (GraphBus bus = start(RetryPolicy.DEFAULT, moody)) {
            String id = bus.publish("/Order/Placed", "a").id();
            clock.advanceUntil(Duration.ofMillis(100), () -> bus.stats().delivered() == 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            DeliveryRecord record = bus.event(id).orElseThrow().deliveries().get(0);
            assertThat(record.status()).isEqualTo(Status.DELIVERED);
            assertThat(record.attempts()).isEqualTo(3);
            assertThat(bus.stats().failed()).isEqualTo(2);
            assertThat(bus.stats().dead()).isZero();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheLast() {
        Moody moody = new Moody(clock);
        try (GraphBus bus = start(RetryPolicy.NONE, moody)) {
            String id = bus.publish("/Order/Placed", "a").id();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.event(id).orElseThrow().deliveries().get(0).status())
                    .isEqualTo(Status.DEAD);
            assertThat(bus.stats().dead()).isOne();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    /** The payload says whether it fails, in "key:number:how often". */
    @Agent
    public static class Keyed {
        final List<String> done = new CopyOnWriteArrayList<>();
        final List<String> tried = new CopyOnWriteArrayList<>();

        @Subscribes("/Keyed/Made")
        public void on(String text, Event event) {
            long earlier = tried.stream().filter(text::equals).count();
            tried.add(text);
            if (earlier < Integer.parseInt(text.split(":")[2])) {
                throw new IllegalStateException(text);
            }
            done.add(text);
        }
    }

    private static void publish(GraphBus bus, String text) {
        String key = text.split(":")[0];
        bus.publish(Publish.to("/Keyed/Made", text).key(key.isEmpty() ? null : key));
    }

    @Test
    void eventsOfTheSameKeyWaitBehindAFailedOneAndOthersDoNot() {
        Keyed keyed = new Keyed();
        try (GraphBus bus = start(RetryPolicy.DEFAULT, keyed)) {
            List.of("a:1:2", "a:2:0", "b:1:0", ":1:1", ":2:0", "a:3:1", "b:2:0")
                    .forEach(text -> publish(bus, text));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(keyed.done).containsExactly("b:1:0", ":2:0", "b:2:0");
            assertThat(bus.stats().inFlight()).isEqualTo(4);
            assertThat(bus.stats().retrying()).isEqualTo(2);
            publish(bus, "a:4:0");
            clock.advanceUntil(Duration.ofMillis(100), () -> bus.stats().delivered() == 8);
            assertThat(keyed.done.stream().filter(t -> t.startsWith("a")))
                    .containsExactly("a:1:2", "a:2:0", "a:3:1", "a:4:0");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().inFlight()).isZero();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void aPoisonedEventIsGivenUpAndItsKeyGoesOn() {
        Keyed keyed = new Keyed();
        try (GraphBus bus = start(RetryPolicy.DEFAULT, keyed)) {
            List.of("a:1:99", "a:2:0", "a:3:99", "a:4:0", "b:1:0").forEach(t -> publish(bus, t));
            clock.advanceUntil(Duration.ofMillis(500), () -> bus.stats().delivered() == 3);
            assertThat(keyed.done).containsExactly("b:1:0", "a:2:0", "a:4:0");
            assertThat(bus.stats().dead()).isEqualTo(2);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Agent
    public static class Own {
        final List<Integer> done = new CopyOnWriteArrayList<>();
        final List<Integer> tried = new CopyOnWriteArrayList<>();

        public record Item(String shelf, int number) {}

        @Subscribes(
                value = "/Item/Stored",
                key = "/shelf",
                retry = @Retry(retries = 1, delay = "5s", jitter = 0))
        public void on(Item item) {
            tried.add(item.number());
            if (item.number() == 1) {
                throw new IllegalStateException("always");
            }
            done.add(item.number());
        }
    }

    @Test
    void aSubscriptionHasItsOwnKeyAndItsOwnPolicy() {
        Own own = new Own();
        try (GraphBus bus = start(RetryPolicy.DEFAULT, own)) {
            for (int i = 1; i <= 3; i++) {
                bus.publish("/Item/Stored", new Own.Item(i == 3 ? "other" : "same", i));
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(own.done).containsExactly(3);
            clock.advance(Duration.ofMillis(4_900));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(own.tried).containsExactly(1, 3);
            clock.advance(Duration.ofMillis(100));
            clock.await(() -> bus.stats().delivered() == 2);
            assertThat(own.tried).containsExactly(1, 3, 1, 2);
            assertThat(bus.stats().dead()).isOne();
        }
    }
}
