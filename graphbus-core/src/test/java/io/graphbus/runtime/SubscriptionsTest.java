package io.graphbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.AddedSubscription;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscriptions that are added and removed while the graph runs. */
class SubscriptionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    public record Order(String id, int amount) {}

    @Agent
    public static class Clerk {
        final List<String> seen = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Order/Made", filter = "amount > 10")
        public void onOrder(Order order) {
            seen.add(order.id());
        }

        @SchemaMethod
        @Publishes("/Order/Noted")
        public String note(Order order) {
            seen.add("noted " + order.id());
            return order.id();
        }

        @SchemaMethod
        public void ring() {
            seen.add("ring");
        }

        @SchemaMethod
        public void pair(String left, String right) {
            seen.add(left + right);
        }
    }

    @Test
    void aHandlerHearsAnotherTopicFromThenOn() {
        Clerk clerk = new Clerk();
        try (GraphBus bus = GraphBus.of(clerk)) {
            bus.publish("/Order/Changed", new Order("early", 20));
            AddedSubscription added = bus.subscribe("Clerk", "/Order/Changed", "onOrder");
            bus.publish("/Order/Changed", new Order("large", 20));
            bus.publish("/Order/Changed", new Order("small", 2));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(clerk.seen).containsExactly("large");
            assertThat(added).hasToString("Clerk.onOrder:/Order/Changed on /Order/Changed");
            assertThat(added.handler()).isEqualTo("onOrder");
            assertThat(bus.stats().filtered()).isEqualTo(1);
            assertThat(bus.stats().agents().get(0).subscriptions())
                    .extracting(RuntimeStats.SubscriptionStats::id)
                    .containsExactly("onOrder", added.id());
            assertThat(bus.graph().agents().get(0).subscriptions()).hasSize(1);
        }
    }

    @Test
    void aMethodHearsEventsAndItsResultIsPublished() {
        Clerk clerk = new Clerk();
        try (GraphBus bus = GraphBus.of(clerk)) {
            bus.subscribe("Clerk", "/Order/**", "note").close();
            bus.subscribe("Clerk", "/Order/New/*", "note");
            bus.subscribe("Clerk", "/Bell", "ring");
            bus.publish("/Order/New/a", new Order("a", 1));
            bus.publish("/Bell", null);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(clerk.seen).containsExactly("noted a", "ring");
            assertThat(bus.stats().topics())
                    .extracting(RuntimeStats.TopicStats::topic)
                    .contains("/Order/Noted");
        }
    }

    @Test
    void theSameTwiceIsTwoDeliveries() {
        Clerk clerk = new Clerk();
        try (GraphBus bus = GraphBus.of(clerk)) {
            AddedSubscription first = bus.subscribe("Clerk", "/Bell", "ring");
            AddedSubscription second = bus.subscribe("Clerk", "/Bell", "ring");
            bus.publish("/Bell", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(clerk.seen).containsExactly("ring", "ring");
            assertThat(second.id()).isEqualTo(first.id() + "#2");
            first.close();
            first.close();
            bus.publish("/Bell", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(clerk.seen).hasSize(3);
        }
    }

    @Test
    void whatDoesNotExistIsNamed() {
        try (GraphBus bus = GraphBus.of(new Clerk())) {
            assertThatThrownBy(() -> bus.subscribe("Clark", "/A", "ring"))
                    .hasMessageContaining("UNKNOWN_AGENT")
                    .hasMessageContaining("Clark");
            assertThatThrownBy(() -> bus.subscribe("Clerk", "/A", "rong"))
                    .hasMessageContaining("UNKNOWN_METHOD")
                    .hasMessageContaining("rong");
            assertThatThrownBy(() -> bus.subscribe("Clerk", "/A", "pair"))
                    .hasMessageContaining("INVALID_HANDLER");
            for (String pattern : List.of("", "A", "/A/", "/**/A", "/A*", "/A//B", "/a b")) {
                assertThatThrownBy(() -> bus.subscribe("Clerk", pattern, "ring"))
                        .hasMessageContaining("INVALID_TOPIC");
            }
            assertThatThrownBy(() -> bus.unsubscribe("Clerk", "onOrdr"))
                    .hasMessageContaining("UNKNOWN_SUBSCRIPTION");
            assertThatThrownBy(() -> bus.unsubscribe("Nobody", "onOrder"))
                    .hasMessageContaining("UNKNOWN_AGENT");
        }
        GraphBus stopped = GraphBus.builder().agent(new Clerk()).build();
        assertThatThrownBy(() -> stopped.subscribe("Clerk", "/A", "ring"))
                .hasMessageContaining("NOT_STARTED");
    }

    @Test
    void changesOutliveAStop() {
        Clerk clerk = new Clerk();
        try (GraphBus bus = GraphBus.of(clerk)) {
            bus.unsubscribe("Clerk", "onOrder");
            bus.subscribe("Clerk", "/Bell", "ring");
            bus.stop();
            bus.start();
            bus.publish("/Order/Made", new Order("large", 20));
            bus.publish("/Bell", 1);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(clerk.seen).containsExactly("ring");
        }
    }

    @Agent
    public static class Gate {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Gate", id = "gate")
        public void work(Object payload) throws InterruptedException {
            entered.countDown();
            open.await();
            seen.add(payload);
        }

        @Subscribes("/Gate")
        public void other() {}
    }

    @Test
    void whatWaitedWhenTheSubscriptionWasRemovedIsCancelledAndCounted()
            throws InterruptedException {
        Gate gate = new Gate();
        try (GraphBus bus = GraphBus.of(gate)) {
            bus.publish("/Gate", 0);
            gate.entered.await();
            for (int i = 1; i <= 5; i++) {
                bus.publish("/Gate", i);
            }
            bus.unsubscribe("Gate", "gate");
            bus.publish("/Gate", 6);
            gate.open.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(gate.seen).containsExactly(0);
            RuntimeStats stats = bus.stats();
            assertThat(stats.offered()).isEqualTo(13);
            assertThat(stats.cancelled()).isEqualTo(5);
            assertThat(stats.delivered()).isEqualTo(8);
            assertThat(stats.unaccounted()).isZero();
        }
    }

    @Test
    void subscriptionsComeAndGoUnderLoadAndEveryOfferIsAccountedFor() throws InterruptedException {
        AtomicLong heard = new AtomicLong();
        GraphBus.Builder builder = GraphBus.builder();
        IntStream.range(0, 4).forEach(i -> builder.agent("Ear" + i, new Ear(heard)));
        try (GraphBus bus = builder.build().start()) {
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> publishers =
                    IntStream.range(0, 3)
                            .mapToObj(p -> Thread.ofPlatform().start(() -> flood(bus, done)))
                            .toList();
            for (int i = 0; i < 500; i++) {
                try (AddedSubscription one = bus.subscribe("Ear0", "/Load/*", "hear");
                        AddedSubscription two = bus.subscribe("Ear1", "/Load/A", "hear")) {
                    assertThat(one.id()).isNotEqualTo(two.agent());
                    bus.publish("/Load/A", i);
                }
            }
            done.set(true);
            for (Thread publisher : publishers) {
                publisher.join();
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.unaccounted()).isZero();
            assertThat(stats.inFlight()).isZero();
            assertThat(stats.delivered()).isEqualTo(heard.get());
            assertThat(stats.offered()).isEqualTo(stats.delivered() + stats.cancelled());
        }
    }

    @Test
    void countsOfManySubscriptionsThatCameAndWentAreKept() {
        AtomicLong heard = new AtomicLong();
        try (GraphBus bus = GraphBus.of(new Ear(heard))) {
            for (int i = 0; i < 3000; i++) {
                AddedSubscription added = bus.subscribe("Ear", "/Brief/*", "hear");
                bus.publish("/Brief/" + i % 7, i);
                if (i % 3 == 0) {
                    assertThat(bus.awaitIdle(SOON)).isTrue();
                }
                added.close();
            }
            bus.publish("/Brief/1", 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            RuntimeStats stats = bus.stats();
            assertThat(stats.offered()).isEqualTo(3000);
            assertThat(stats.delivered()).isEqualTo(heard.get()).isGreaterThanOrEqualTo(1000);
            assertThat(stats.delivered() + stats.cancelled()).isEqualTo(3000);
            assertThat(stats.unaccounted()).isZero();
            assertThat(stats.agents().get(0).subscriptions()).hasSize(1);
        }
    }

    private static void flood(GraphBus bus, AtomicBoolean done) {
        for (int i = 0; !done.get(); i++) {
            bus.publish(i % 2 == 0 ? "/Load/A" : "/Load/B", i);
        }
    }

    @Agent
    public static class Ear {
        private final AtomicLong heard;

        Ear(AtomicLong heard) {
            this.heard = heard;
        }

        @Subscribes("/Load/A")
        public void hear() {
            heard.incrementAndGet();
        }
    }
}
