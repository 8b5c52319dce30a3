package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.mailbox.Overflow;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OverflowTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Agent
    public static class Stuck {
        final CountDownLatch gate = new CountDownLatch(1);
        final CountDownLatch entered = new CountDownLatch(1);
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Work")
        public void work(Object payload) throws InterruptedException {
            entered.countDown();
            gate.await();
            seen.add(payload);
        }
    }

    @Agent
    public static class Quick {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes("/Work")
        public void work(Object payload) {
            seen.add(payload);
        }
    }

    @Agent
    public static class Flooder {
        final AgentContext context;

        public Flooder(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public int flood(int times) {
            for (int i = 0; i < times; i++) {
                context.publish("/Work", i);
            }
            return times;
        }
    }

    private static GraphBus graph(Overflow overflow, int capacity, Object... agents) {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .options(
                                RuntimeOptions.builder()
                                        .mailboxCapacity(capacity)
                                        .overflow(overflow)
                                        .callTimeout(Duration.ofSeconds(1))
                                        .build());
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build().start();
    }

    @Test
    void aFullMailboxRefusesTheEventForEverybody() throws InterruptedException {
        Stuck stuck = new Stuck();
        Quick quick = new Quick();
        try (GraphBus bus = graph(Overflow.REJECT, 2, stuck, quick)) {
            bus.publish("/Work", 0);
            stuck.entered.await();
            bus.publish("/Work", 1);
            bus.publish("/Work", 2);
            assertThatThrownBy(() -> bus.publish("/Work", 3))
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.QUEUE_FULL));
            stuck.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(quick.seen).containsExactly(0, 1, 2);
            assertThat(stuck.seen).containsExactly(0, 1, 2);
            assertThat(bus.stats().published()).isEqualTo(3);
            assertThat(bus.stats().unaccounted()).isZero();
        }
    }

    @Test
    void theOldestEventMakesRoom() throws InterruptedException {
        Stuck stuck = new Stuck();
        try (GraphBus bus = graph(Overflow.DROP_OLDEST, 2, stuck)) {
            bus.publish("/Work", 0);
            stuck.entered.await();
            for (int i = 1; i <= 5; i++) {
                bus.publish("/Work", i);
            }
            stuck.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(stuck.seen).containsExactly(0, 4, 5);
            RuntimeStats stats = bus.stats();
            assertThat(stats.dropped()).isEqualTo(3);
            assertThat(stats.delivered()).isEqualTo(3);
            assertThat(stats.unaccounted()).isZero();
            assertThat(bus.history(HistoryQuery.newest(9)).get(3).deliveries().get(0).status())
                    .isEqualTo(DeliveryRecord.Status.DROPPED);
        }
    }

    @Test
    void aPublisherOutsideWaitsForRoomAndAtLastGivesUp() throws InterruptedException {
        Stuck stuck = new Stuck();
        try (GraphBus bus = graph(Overflow.BLOCK, 1, stuck)) {
            bus.publish("/Work", 0);
            stuck.entered.await();
            bus.publish("/Work", 1);
            assertThatThrownBy(() -> bus.publish("/Work", 2)).hasMessageContaining("QUEUE_FULL");
            CountDownLatch published = new CountDownLatch(1);
            Thread waiter =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        bus.publish("/Work", 3);
                                        published.countDown();
                                    });
            stuck.gate.countDown();
            published.await();
            waiter.join();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(stuck.seen).containsExactly(0, 1, 3);
        }
    }

    @Test
    void aPublisherThatIsInterruptedWhileItWaitsGivesUp() throws InterruptedException {
        Stuck stuck = new Stuck();
        try (GraphBus bus = graph(Overflow.BLOCK, 1, stuck)) {
            bus.publish("/Work", 0);
            stuck.entered.await();
            bus.publish("/Work", 1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> bus.publish("/Work", 2)).hasMessageContaining("QUEUE_FULL");
            assertThat(Thread.interrupted()).isTrue();
            stuck.gate.countDown();
        }
    }

    @Test
    void anAgentThatPublishesNeverWaitsButFailsBeyondTwiceTheCapacity()
            throws InterruptedException {
        Stuck stuck = new Stuck();
        try (GraphBus bus = graph(Overflow.BLOCK, 10, stuck, Flooder.class)) {
            bus.publish("/Work", "first");
            stuck.entered.await();
            assertThat(bus.call("Flooder", "flood", 20)).isEqualTo(20);
            assertThatThrownBy(() -> bus.call("Flooder", "flood", 1))
                    .hasMessageContaining("AGENT_FAILED")
                    .cause()
                    .hasMessageContaining("BUS_OVERLOADED");
            stuck.gate.countDown();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(stuck.seen).hasSize(21);
        }
    }
}
