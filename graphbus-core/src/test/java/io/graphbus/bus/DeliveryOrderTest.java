package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** In which order and when events reach their handlers. */
class DeliveryOrderTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Slow {
        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch entered = new CountDownLatch(1);
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Slow")
        public void work(Object payload) throws InterruptedException {
            entered.countDown();
            gate.await();
            seen.add(payload);
        }

        @Subscribes(value = "/Slow/Low", priority = Priority.LOW)
        public void low(Object payload) {
            seen.add(payload);
        }

        @Subscribes(value = "/Slow/Critical", priority = Priority.CRITICAL)
        public void critical(Object payload) {
            seen.add(payload);
        }
    }

    @Test
    void urgentEventsGoFirstAndOthersDoNotStarve() throws InterruptedException {
        Slow slow = new Slow();
        try (GraphBus bus = GraphBus.of(slow)) {
            bus.publish("/Slow", "first");
            slow.entered.await();
            bus.publish("/Slow/Low", "low");
            for (int i = 0; i < 40; i++) {
                bus.publish("/Slow/Critical", "critical" + i);
            }
            bus.publish(Publish.to("/Slow/Low", "raised").priority(Priority.CRITICAL));
            slow.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(slow.seen.subList(0, 17)).startsWith("first", "critical0");
            assertThat(slow.seen.indexOf("low")).isEqualTo(17);
            assertThat(slow.seen).endsWith("critical39", "raised");
        }
    }

    @Agent(concurrency = 4)
    public static class Wide {
        final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        final CountDownLatch together = new CountDownLatch(4);

        @Subscribes("/Wide")
        public void work(int number, Event event) {
            seen.computeIfAbsent(String.valueOf(event.key()), k -> new CopyOnWriteArrayList<>())
                    .add(number);
        }

        @Subscribes("/Wide/Together")
        public void meet() throws InterruptedException {
            together.countDown();
            together.await();
        }
    }

    @Test
    void anAgentWithConcurrencyKeepsTheOrderOfEachKey() {
        Wide wide = new Wide();
        try (GraphBus bus = GraphBus.of(wide)) {
            for (int i = 0; i < 4; i++) {
                bus.publish("/Wide/Together", i);
            }
            for (int i = 0; i < 2000; i++) {
                bus.publish(Publish.to("/Wide", i).key("k" + i % 7));
            }
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(wide.together.getCount()).isZero();
            assertThat(wide.seen).hasSize(7);
            wide.seen.values().forEach(numbers -> assertThat(numbers).isSorted());
            assertThat(bus.stats().delivered()).isEqualTo(2004);
        }
    }

    @Agent
    public static class Delayer {
        final AgentContext context;
        static final List<Object> SEEN = new CopyOnWriteArrayList<>();

        public Delayer(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Delay/Start")
        @Publishes("/Delay/None")
        public String start(String text) {
            context.publishAfter(Duration.ofMillis(20), "/Delay/End", text);
            context.publish("/Delay/Now", List.of(text), "key", Priority.LOW);
            return null;
        }

        @Subscribes("/Delay/End")
        public void end(String text) {
            SEEN.add(text);
            done.countDown();
        }

        static CountDownLatch done = new CountDownLatch(1);
    }

    @Test
    void anEventMayBeDelayedAndANullResultIsNotPublished() throws InterruptedException {
        try (GraphBus bus = GraphBus.of(Delayer.class)) {
            bus.publish("/Delay/Start", "later");
            Delayer.done.await();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Delayer.SEEN).containsExactly("later");
            assertThat(bus.history(HistoryQuery.newest(9)))
                    .extracting(e -> e.event().topic())
                    .containsExactlyInAnyOrder("/Delay/End", "/Delay/Now", "/Delay/Start");
        }
    }
}
