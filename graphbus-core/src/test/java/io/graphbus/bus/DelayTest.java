package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.gate.Delays;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Events that are published later. */
class DelayTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    @Publishes("/Later")
    public static class Sender {
        final AgentContext context;

        public Sender(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void send(String text, long millis) {
            context.publishAfter(Duration.ofMillis(millis), "/Later", text);
        }

        @SchemaMethod
        public void sendNever(String text) {
            context.publishAfter(Duration.ofSeconds(Long.MAX_VALUE), "/Later", text);
        }

        @SchemaMethod
        public void sendTo(String topic) {
            context.publishAfter(Duration.ZERO, topic, 1);
        }

        @SchemaMethod
        public void sendListThenChangeIt() {
            List<String> list = new ArrayList<>(List.of("a"));
            context.publishAfter(Duration.ofMillis(5), "/Later", list);
            list.add("b");
        }

        @SchemaMethod
        public void sendMany(int count) {
            for (int i = 0; i < count; i++) {
                context.publishAfter(Duration.ofDays(1), "/Later", i);
            }
        }
    }

    @Agent
    public static class Receiver {
        final List<Object> seen = new CopyOnWriteArrayList<>();
        final CountDownLatch latch;

        Receiver(int expected) {
            latch = new CountDownLatch(expected);
        }

        @Subscribes("/Later")
        public void hear(Event event) {
            seen.add(String.valueOf(event.payload()));
            latch.countDown();
        }

        void await() throws InterruptedException {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A clock that stands until it is moved. */
    static final class Hand extends Clock {
        private volatile long millis = 1;

        void moveTo(long value) {
            millis = value;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
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

    @Test
    void delayedEventsComeInTheOrderOfTheirTimesAndEqualOnesInTheOrderOfTheCalls()
            throws InterruptedException {
        Receiver receiver = new Receiver(5);
        Hand hand = new Hand();
        try (GraphBus bus =
                GraphBus.builder()
                        .agent(receiver)
                        .agent(Sender.class)
                        .options(RuntimeOptions.DEFAULTS.withClock(hand))
                        .build()
                        .start()) {
            bus.call("Sender", "send", "late", 300L);
            bus.call("Sender", "send", "early", 150L);
            bus.call("Sender", "send", "now", 0L);
            bus.call("Sender", "send", "past", -5_000L);
            bus.call("Sender", "sendListThenChangeIt");
            hand.moveTo(1000);
            receiver.await();
            assertThat(receiver.seen).containsExactly("now", "past", "[a]", "early", "late");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.history(HistoryQuery.newest(9)))
                    .extracting(e -> e.event().source())
                    .containsOnly("Sender");
        }
    }

    @Test
    void anEventThatIsPutOffNearlyForEverDoesNoHarm() throws InterruptedException {
        Receiver receiver = new Receiver(1);
        try (GraphBus bus = GraphBus.of(receiver, Sender.class)) {
            bus.call("Sender", "sendNever", "never");
            bus.call("Sender", "send", "now", 0L);
            receiver.await();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            bus.stop();
            bus.start();
            assertThat(bus.stats().published()).isZero();
        }
        assertThat(receiver.seen).containsExactly("now");
    }

    @Test
    void aTopicThatIsNoneIsRefusedWhenTheCallIsMade() {
        try (GraphBus bus = GraphBus.of(Sender.class)) {
            assertThatThrownBy(() -> bus.call("Sender", "sendTo", "no topic"))
                    .cause()
                    .hasMessageContaining("INVALID_TOPIC");
        }
    }

    @Test
    void onlySoManyEventsCanBePutOff() {
        try (GraphBus bus = GraphBus.of(Sender.class)) {
            bus.call("Sender", "sendMany", Delays.MAX);
            assertThatThrownBy(() -> bus.call("Sender", "sendMany", 1))
                    .cause()
                    .hasMessageContaining("BUS_OVERLOADED");
        }
    }

    @Agent
    @Publishes("/Beat")
    public static class Heart {
        final AgentContext context;
        static final CountDownLatch BEATS = new CountDownLatch(400);
        static volatile int hops;

        public Heart(AgentContext context) {
            this.context = context;
        }

        @Subscribes("/Beat")
        public void beat(Event event) {
            hops = Math.max(hops, event.hops());
            BEATS.countDown();
            if (BEATS.getCount() > 0) {
                context.publishAfter(Duration.ZERO, "/Beat", 1);
            }
        }
    }

    @Test
    void anAgentMayWakeItselfForEverWhenItPutsTheEventOff() throws InterruptedException {
        try (GraphBus bus = GraphBus.of(Heart.class)) {
            bus.publish("/Beat", 1);
            assertThat(Heart.BEATS.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(Heart.hops).isZero();
            assertThat(bus.stats().failed()).isZero();
        }
    }
}
