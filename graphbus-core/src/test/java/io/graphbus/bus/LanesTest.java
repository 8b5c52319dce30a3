package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.mailbox.Overflow;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that handle several events at a time. */
class LanesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    public record Step(int publisher, int number, int spins) {}

    @Agent(concurrency = 3)
    public static class Wide {
        final Map<String, List<Step>> seen = new ConcurrentHashMap<>();
        final Set<String> running = ConcurrentHashMap.newKeySet();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final AtomicInteger overlaps = new AtomicInteger();

        @Subscribes(value = "/Wide", key = "/publisher")
        public void byField(Step step) {
            work("p" + step.publisher(), step);
        }

        @Subscribes("/Keyed")
        public void byKey(Step step, Event event) {
            work("k" + event.key(), step);
        }

        private void work(String key, Step step) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            if (!running.add(key)) {
                overlaps.incrementAndGet();
            }
            seen.computeIfAbsent(key, k -> new CopyOnWriteArrayList<>()).add(step);
            for (int i = 0; i < step.spins(); i++) {
                Thread.onSpinWait();
            }
            running.remove(key);
            inside.decrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachKeyIsHandledInOrderAndByOneAtATimeWhateverTheSchedule(long seed)
            throws InterruptedException {
        Wide wide = new Wide();
        int publishers = 3;
        int each = 400;
        try (GraphBus bus = GraphBus.of(wide)) {
            List<Thread> threads = new ArrayList<>();
            for (int p = 0; p < publishers; p++) {
                int publisher = p;
                Random random = new Random(seed * 31 + p);
                threads.add(Thread.ofPlatform().start(() -> play(bus, random, publisher, each)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(wide.overlaps).hasValue(0);
            assertThat(wide.most.get()).isBetween(1, 3);
            wide.seen.forEach((key, steps) -> assertInOrder(key, steps, publishers));
            RuntimeStats stats = bus.stats();
            assertThat(stats.delivered()).isEqualTo(publishers * each);
            assertThat(stats.unaccounted()).isZero();
        }
    }

    private static void play(GraphBus bus, Random random, int publisher, int events) {
        for (int i = 0; i < events; i++) {
            Step step = new Step(publisher, i, random.nextInt(200));
            bus.publish(
                    random.nextBoolean()
                            ? Publish.to("/Wide", step)
                            : Publish.to("/Keyed", step).key("" + random.nextInt(5)));
        }
    }

    private static void assertInOrder(String key, List<Step> steps, int publishers) {
        for (int p = 0; p < publishers; p++) {
            int publisher = p;
            assertThat(steps.stream().filter(s -> s.publisher() == publisher).map(Step::number))
                    .as("%s of publisher %s", key, p)
                    .isSorted();
        }
    }

    @Agent(concurrency = 4)
    public static class Meeting {
        final CountDownLatch together = new CountDownLatch(4);
        final CountDownLatch open = new CountDownLatch(1);
        final AtomicInteger seen = new AtomicInteger();

        @Subscribes("/Meet")
        public void meet() throws InterruptedException {
            together.countDown();
            open.await();
            seen.incrementAndGet();
        }

        @SchemaMethod
        public int seen() {
            return seen.get();
        }
    }

    @Test
    void eventsWithoutAKeySpreadOverAllLanesAndACallTakesTheFreeOne() throws InterruptedException {
        Meeting meeting = new Meeting();
        try (GraphBus bus = GraphBus.of(meeting)) {
            for (int i = 0; i < 3; i++) {
                bus.publish("/Meet", i);
            }
            while (meeting.together.getCount() > 1) {
                Thread.onSpinWait();
            }
            assertThat(bus.call("Meeting", "seen")).isEqualTo(0);
            bus.publish("/Meet", 3);
            meeting.together.await();
            meeting.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(meeting.seen).hasValue(4);
        }
    }

    private static GraphBus meeting(Meeting meeting, Overflow overflow, int capacity) {
        RuntimeOptions options =
                RuntimeOptions.builder().mailboxCapacity(capacity).overflow(overflow).build();
        return GraphBus.builder().agent(meeting).options(options).build().start();
    }

    @Test
    void eachLaneHoldsExactlyItsCapacity() throws InterruptedException {
        Meeting meeting = new Meeting();
        try (GraphBus bus = meeting(meeting, Overflow.REJECT, 3)) {
            for (int i = 0; i < 4; i++) {
                bus.publish("/Meet", i);
            }
            meeting.together.await();
            for (int i = 0; i < 12; i++) {
                bus.publish("/Meet", i);
            }
            assertThat(bus.stats().agents().get(0).queueDepth()).isEqualTo(12);
            assertThatThrownBy(() -> bus.publish("/Meet", 16)).hasMessageContaining("QUEUE_FULL");
            meeting.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(meeting.seen).hasValue(16);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void aFullLaneDropsItsOwnOldestEvent() throws InterruptedException {
        Meeting meeting = new Meeting();
        try (GraphBus bus = meeting(meeting, Overflow.DROP_OLDEST, 2)) {
            for (int i = 0; i < 4; i++) {
                bus.publish("/Meet", i);
            }
            meeting.together.await();
            for (int i = 0; i < 7; i++) {
                bus.publish(Publish.to("/Meet", i).key("same"));
            }
            meeting.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.dropped()).isEqualTo(5);
            assertThat(meeting.seen).hasValue(6);
            assertThat(stats.unaccounted()).isZero();
        }
    }

    @Agent(concurrency = 8)
    public static class Counting {
        final AtomicInteger seen = new AtomicInteger();

        @Subscribes("/Count/**")
        public void count() {
            seen.incrementAndGet();
        }
    }

    @Test
    void countsAreExactUnderManyPublishers() throws InterruptedException {
        Counting counting = new Counting();
        try (GraphBus bus = GraphBus.of(counting)) {
            List<Thread> threads =
                    IntStream.range(0, 4)
                            .mapToObj(p -> Thread.ofPlatform().start(() -> count(bus, p)))
                            .toList();
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(counting.seen).hasValue(20_000);
            assertThat(bus.stats().delivered()).isEqualTo(20_000);
        }
    }

    private static void count(GraphBus bus, int publisher) {
        for (int i = 0; i < 5_000; i++) {
            Publish request = Publish.to("/Count/" + publisher, i);
            bus.publish(i % 3 == 0 ? request : request.key("k" + i % 50));
        }
    }
}
