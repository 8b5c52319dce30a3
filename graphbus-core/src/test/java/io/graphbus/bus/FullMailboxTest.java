package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord.Status;
import io.graphbus.mailbox.Overflow;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mailboxes at their bounds. */
class FullMailboxTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static GraphBus graph(Overflow overflow, int capacity, Object... agents) {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .options(
                                RuntimeOptions.builder()
                                        .retry(RetryPolicy.NONE)
                                        .mailboxCapacity(capacity)
                                        .overflow(overflow)
                                        .build());
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build().start();
    }

    @Agent
    @Publishes("/Self")
    public static class Self {
        final AgentContext context;
        static final List<Object> SEEN = new CopyOnWriteArrayList<>();

        public Self(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Start")
        public void start(int count) {
            for (int i = 0; i < count; i++) {
                context.publish("/Self", i);
            }
        }

        @Subscribes("/Self")
        public void hear(Event event) {
            SEEN.add(String.valueOf(event.payload()));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Overflow.class,
            names = {"BLOCK", "REJECT"})
    void anAgentMayFillItsOwnMailboxTwiceOverAndNotOnceMore(Overflow overflow) {
        Self.SEEN.clear();
        try (GraphBus bus = graph(overflow, 1, Self.class)) {
            bus.publish("/Start", 2);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Self.SEEN).containsExactly("0", "1");
            bus.publish("/Start", 3);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Self.SEEN).containsExactly("0", "1", "0", "1");
            RuntimeStats stats = bus.stats();
            assertThat(stats.failed()).isEqualTo(1);
            assertThat(stats.unaccounted()).isZero();
            assertThat(bus.history(HistoryQuery.newest(9)))
                    .flatExtracting(HistoryEntry::deliveries)
                    .filteredOn(d -> d.status() == Status.DEAD)
                    .extracting(DeliveryRecord::error)
                    .singleElement()
                    .asString()
                    .contains("BUS_OVERLOADED", "Self");
        }
    }

    @Test
    void anAgentThatDropsItsOldestEventsKeepsTheNewest() {
        Self.SEEN.clear();
        try (GraphBus bus = graph(Overflow.DROP_OLDEST, 1, Self.class)) {
            bus.publish("/Start", 10);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Self.SEEN).endsWith("9").hasSizeLessThanOrEqualTo(2);
            RuntimeStats stats = bus.stats();
            assertThat(stats.failed()).isZero();
            assertThat(stats.delivered() + stats.dropped()).isEqualTo(11);
            assertThat(stats.unaccounted()).isZero();
        }
    }

    @Agent
    public static class Ring {
        final AtomicInteger handled = new AtomicInteger();

        @Subscribes("/Ring")
        @Publishes("/Gnir")
        public Integer pass(int left) {
            handled.incrementAndGet();
            return left == 0 ? null : left - 1;
        }
    }

    @Agent
    public static class Gnir {
        @Subscribes("/Gnir")
        @Publishes("/Ring")
        public Integer pass(int left) {
            return left == 0 ? null : left - 1;
        }
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void agentsThatPublishInACircleNeverWaitForEachOther(Overflow overflow)
            throws InterruptedException {
        Ring ring = new Ring();
        try (GraphBus bus = graph(overflow, 1, ring, new Gnir())) {
            List<Thread> publishers =
                    IntStream.range(0, 3)
                            .mapToObj(p -> Thread.ofPlatform().start(() -> turn(bus)))
                            .toList();
            for (Thread publisher : publishers) {
                publisher.join();
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(ring.handled.get()).isPositive();
            RuntimeStats stats = bus.stats();
            assertThat(stats.unaccounted()).isZero();
            assertThat(stats.inFlight()).isZero();
        }
    }

    private static void turn(GraphBus bus) {
        for (int i = 0; i < 100; i++) {
            try {
                bus.publish("/Ring", 10);
            } catch (RuntimeException e) {
                assertThat(e).hasMessageContaining("QUEUE_FULL");
            }
        }
    }

    @Agent
    public static class Levels {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Level")
        public void hear(Event event) throws InterruptedException {
            entered.countDown();
            open.await();
            seen.add(event.priority() + " " + event.payload());
        }
    }

    @Test
    void withinALevelOrderHoldsAndEachLevelGetsItsTurn() throws InterruptedException {
        Levels levels = new Levels();
        Random random = new Random(7);
        int events = 800;
        try (GraphBus bus = GraphBus.of(levels)) {
            bus.publish("/Level", -1);
            levels.entered.await();
            for (int i = 0; i < events; i++) {
                Priority priority = Priority.values()[random.nextInt(4)];
                bus.publish(Publish.to("/Level", i).priority(priority));
            }
            levels.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(levels.seen).hasSize(events + 1);
            for (Priority priority : Priority.values()) {
                assertThat(levels.seen.stream().filter(s -> s.startsWith(priority + " ")))
                        .extracting(s -> Integer.parseInt(s.substring(s.indexOf(' ') + 1)))
                        .isSorted();
            }
            assertThat(levels.seen.subList(1, 100)).anyMatch(s -> s.startsWith("LOW"));
        }
    }

    @Test
    void theLeastUrgentOldestEventIsDroppedFirst() throws InterruptedException {
        Levels levels = new Levels();
        try (GraphBus bus = graph(Overflow.DROP_OLDEST, 3, levels)) {
            bus.publish("/Level", 0);
            levels.entered.await();
            bus.publish(Publish.to("/Level", 1).priority(Priority.CRITICAL));
            bus.publish(Publish.to("/Level", 2).priority(Priority.LOW));
            bus.publish(Publish.to("/Level", 3).priority(Priority.LOW));
            bus.publish(Publish.to("/Level", 4).priority(Priority.HIGH));
            bus.publish(Publish.to("/Level", 5));
            levels.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(levels.seen).containsExactly("NORMAL 0", "CRITICAL 1", "HIGH 4", "NORMAL 5");
            assertThat(bus.stats().dropped()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedEventTakesNoPlaceAnywhere() throws InterruptedException {
        Levels levels = new Levels();
        Ring other = new Ring();
        try (GraphBus bus = graph(Overflow.REJECT, 1, levels, other)) {
            bus.subscribe("Ring", "/Level", "pass");
            bus.publish("/Level", 0);
            levels.entered.await();
            while (other.handled.get() == 0) {
                Thread.onSpinWait();
            }
            bus.publish("/Level", 0);
            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> bus.publish("/Level", 0))
                        .hasMessageContaining("QUEUE_FULL");
            }
            levels.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.publish("/Level", 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(other.handled).hasValue(3);
            assertThat(bus.stats().offered()).isEqualTo(6);
        }
    }
}
