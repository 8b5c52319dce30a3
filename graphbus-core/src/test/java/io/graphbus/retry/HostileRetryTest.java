package io.graphbus.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.mailbox.Overflow;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.signal.EngineSignal.DeliveryDead;
import io.graphbus.signal.EngineSignal.GraphStopped;
import io.graphbus.signal.SignalListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class HostileRetryTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HandClock clock = new HandClock();
    private final RuntimeOptions.Builder options = RuntimeOptions.builder().clock(clock);

    private GraphBus start(Object... agents) {
        GraphBus.Builder builder = GraphBus.builder().options(options.build());
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build().start();
    }

    private static void assertBalanced(GraphBus bus) {
        RuntimeStats stats = bus.stats();
        assertThat(stats.unaccounted()).as(stats.toString()).isZero();
    }

    /** Fails at random, and notes per key in which order events got through or were given up. */
    @Agent(concurrency = 3)
    public static class Flaky {
        private final Random random = new Random(3);
        final Map<String, List<Integer>> settled = new ConcurrentHashMap<>();

        public record Numbered(String key, int number) {}

        @Subscribes(value = "/Flaky", key = "/key")
        public void on(Numbered item) {
            if (random.nextInt(3) == 0) {
                throw new IllegalStateException("at random");
            }
            settle(item);
        }

        void settle(Numbered item) {
            settled.computeIfAbsent(item.key(), k -> new CopyOnWriteArrayList<>())
                    .add(item.number());
        }
    }

    @Test
    void eachKeyKeepsItsOrderAndEachDeliveryHasOneEndUnderRandomFailures() {
        Flaky flaky = new Flaky();
        int keys = 40;
        int each = 25;
        try (GraphBus bus = start(flaky)) {
            bus.watch(
                    SignalListener.of(
                            DeliveryDead.class,
                            s -> flaky.settle(s.event().payload(Flaky.Numbered.class))));
            for (int i = 0; i < each; i++) {
                for (int k = 0; k < keys; k++) {
                    bus.publish("/Flaky", new Flaky.Numbered("k" + k, i));
                }
            }
            clock.advanceUntil(
                    Duration.ofSeconds(1),
                    () -> bus.stats().delivered() + bus.stats().dead() == keys * each);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.dead()).isPositive();
            assertThat(stats.failed()).isGreaterThan(stats.dead() * 4 - 1);
            assertThat(stats.inFlight()).isZero();
            assertBalanced(bus);
        }
        assertThat(flaky.settled).hasSize(keys);
        flaky.settled.forEach(
                (key, numbers) -> assertThat(numbers).as(key).hasSize(each).isSorted());
    }

    @Agent
    public static class Failing {
        final AtomicInteger attempts = new AtomicInteger();

        @Subscribes("/Fail")
        public void on(Integer number) {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        }
    }

    @Test
    void whereTheOldestIsDroppedWhatIsHeldStaysBounded() {
        options.overflow(Overflow.DROP_OLDEST).mailboxCapacity(10);
        try (GraphBus bus = start(new Failing())) {
            for (int i = 0; i < 200; i++) {
                bus.publish(Publish.to("/Fail", i).key(i % 2 == 0 ? "same" : null));
                assertThat(bus.awaitIdle(SOON)).isTrue();
                assertThat(bus.stats().inFlight()).isLessThanOrEqualTo(10);
            }
            assertThat(bus.stats().dropped()).isEqualTo(190);
            assertThat(bus.stats().retrying()).isLessThanOrEqualTo(10);
            assertBalanced(bus);
            clock.advanceUntil(Duration.ofSeconds(1), () -> bus.stats().inFlight() == 0);
            assertThat(bus.stats().dead()).isEqualTo(10);
            assertBalanced(bus);
        }
    }

    @Test
    void whereItIsRefusedWhatIsHeldTakesThePlacesOfWhatWaits() {
        options.overflow(Overflow.REJECT).mailboxCapacity(10);
        try (GraphBus bus = start(new Failing())) {
            for (int i = 0; i < 10; i++) {
                bus.publish("/Fail", i);
                assertThat(bus.awaitIdle(SOON)).isTrue();
            }
            assertThat(code(() -> bus.publish("/Fail", 10))).isEqualTo(ProblemCode.QUEUE_FULL);
            assertThat(bus.stats().agents().get(0).queueDepth()).isEqualTo(10);
            clock.advanceUntil(Duration.ofSeconds(1), () -> bus.stats().dead() == 10);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.publish("/Fail", 11);
            assertBalanced(bus);
        }
    }

    private static ProblemCode code(Runnable work) {
        try {
            work.run();
        } catch (GraphBusException e) {
            return e.problem().code();
        }
        throw new AssertionError("it went well");
    }

    /** Its results outrun the agent they go to. */
    @Agent
    public static class Flood {
        @Subscribes("/Flood")
        @Publishes("/Fail")
        public Integer on(Integer number) {
            return number;
        }
    }

    @Test
    void publishingInsideHandlersEndsAtTwiceTheCapacity() {
        options.mailboxCapacity(10).retry(RetryPolicy.DEFAULT.withJitter(0));
        try (GraphBus bus = start(new Failing(), new Flood())) {
            for (int i = 0; i < 30; i++) {
                bus.publish("/Flood", i);
                assertThat(bus.awaitIdle(SOON)).isTrue();
            }
            assertThat(bus.stats().agents().get(0).queueDepth()).isEqualTo(20);
            assertThat(bus.stats().agents().get(1).retrying()).isEqualTo(10);
            assertBalanced(bus);
        }
    }

    @Agent
    public static class Once {
        final AtomicInteger runs = new AtomicInteger();

        @Subscribes("/Begin")
        @Publishes("/First")
        @Publishes("/Second")
        public String on(String text) {
            runs.incrementAndGet();
            return text;
        }
    }

    @Agent
    public static class Slow {
        final CountDownLatch gate = new CountDownLatch(1);
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Second")
        public void on(String text) throws InterruptedException {
            gate.await();
            seen.add(text);
        }
    }

    @Agent
    public static class Fast {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/First")
        public void on(String text) {
            seen.add(text);
        }
    }

    @Test
    void aResultThatFindsNoRoomIsPublishedAgainWithoutRunningTheHandlerAgain() {
        Once once = new Once();
        Slow slow = new Slow();
        Fast fast = new Fast();
        options.mailboxCapacity(1);
        try (GraphBus bus = start(once, slow, fast)) {
            for (int i = 0; i < 4; i++) {
                bus.publish("/Begin", "e" + i);
                int done = i;
                clock.await(() -> fast.seen.size() == done + 1);
            }
            clock.await(() -> bus.stats().retrying() == 1);
            slow.gate.countDown();
            clock.advanceUntil(Duration.ofMillis(200), () -> slow.seen.size() == 4);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(once.runs).hasValue(4);
            assertThat(fast.seen).containsExactly("e0", "e1", "e2", "e3");
            assertThat(slow.seen).containsExactly("e0", "e1", "e2", "e3");
            assertThat(bus.stats().failed()).isPositive();
            assertThat(bus.stats().dead()).isZero();
            assertBalanced(bus);
        }
    }

    /** How a handler may end badly. */
    enum Ending {
        OVERFLOW(false),
        MEMORY(false),
        LINKAGE(false),
        ASSERTION(true),
        INTERRUPTED(true),
        SNEAKY(true),
        SPEECHLESS(true);

        private final boolean again;

        Ending(boolean again) {
            this.again = again;
        }
    }

    @Agent
    public static class Ender {
        @Subscribes("/End")
        public void on(Ending ending) {
            switch (ending) {
                case OVERFLOW -> recurse(1);
                case MEMORY -> throw new OutOfMemoryError("pretended");
                case LINKAGE -> throw new NoClassDefFoundError("pretended");
                case ASSERTION -> throw new AssertionError("pretended");
                case INTERRUPTED -> sneak(new InterruptedException("pretended"));
                case SNEAKY -> sneak(new java.io.IOException("pretended"));
                case SPEECHLESS -> throw new Speechless();
            }
        }

        private static int recurse(int depth) {
            return recurse(depth + 1) + 1;
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable cause) throws T {
            throw (T) cause;
        }
    }

    /** Fails at telling what has failed. */
    static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new OutOfMemoryError("pretended");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("pretended");
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void whateverAHandlerThrowsIsItsFailureAndTheEngineLives(Ending ending) {
        Fast fast = new Fast();
        try (GraphBus bus = start(new Ender(), fast)) {
            bus.publish("/End", ending);
            bus.publish("/First", "next");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(fast.seen).containsExactly("next");
            RuntimeStats stats = bus.stats();
            assertThat(stats.failed()).isOne();
            assertThat(stats.dead()).isEqualTo(ending.again ? 0 : 1);
            assertThat(stats.retrying()).isEqualTo(ending.again ? 1 : 0);
            assertBalanced(bus);
        }
    }

    @Test
    void aPayloadThatDoesNotFitIsDeadAtOnce() {
        Flaky flaky = new Flaky();
        try (GraphBus bus = start(flaky)) {
            bus.publish("/Flaky", Map.of("key", "a", "number", "none"));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().dead()).isOne();
            assertThat(bus.history(HistoryQuery.newest(1)).get(0).deliveries().get(0))
                    .satisfies(d -> assertThat(d.status()).isEqualTo(Status.DEAD))
                    .satisfies(d -> assertThat(d.error()).contains("INVALID_PAYLOAD"));
        }
    }

    @Test
    void whatBacksOffEndsWithItsSubscription() {
        Failing failing = new Failing();
        try (GraphBus bus = start(failing)) {
            String id = bus.stats().agents().get(0).subscriptions().get(0).id();
            for (int i = 0; i < 5; i++) {
                bus.publish(Publish.to("/Fail", i).key("same"));
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.stats().inFlight()).isEqualTo(5);
            bus.unsubscribe("Failing", id);
            clock.await(() -> bus.stats().cancelled() == 5);
            clock.advance(Duration.ofSeconds(40));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(failing.attempts).hasValue(1);
            assertThat(bus.stats().retrying()).isZero();
            assertBalanced(bus);
        }
    }

    @Test
    void aStopDoesNotWaitForWhatBacksOffAndReportsIt() {
        List<GraphStopped> stopped = new ArrayList<>();
        GraphBus bus = start(new Failing());
        bus.watch(SignalListener.of(GraphStopped.class, stopped::add));
        bus.publish("/Fail", 1);
        bus.publish("/Fail", 2);
        assertThat(bus.awaitIdle(SOON)).isTrue();
        bus.close();
        assertThat(stopped).extracting(GraphStopped::undone).containsExactly(2L);
    }

    /** The first attempt is interrupted and swallows it. */
    @Agent
    public static class Late {
        final AtomicInteger runs = new AtomicInteger();

        @Subscribes("/Late")
        @Publishes("/First")
        public String on(Event event) {
            if (runs.incrementAndGet() == 1) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    return "half done";
                }
            }
            return "done";
        }
    }

    @Test
    void aHandlerThatTookTooLongRunsAgainAndPublishesOnce() {
        Late late = new Late();
        Fast fast = new Fast();
        options.handlerTimeout(Duration.ofMillis(50));
        try (GraphBus bus = start(late, fast)) {
            bus.publish("/Late", 1);
            clock.await(() -> bus.stats().retrying() == 1);
            clock.advanceUntil(Duration.ofMillis(200), () -> fast.seen.size() == 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(late.runs).hasValue(2);
            assertThat(fast.seen).containsExactly("done");
            assertThat(bus.stats().failed()).isOne();
        }
    }
}
