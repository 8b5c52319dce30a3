package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.letter.Replay;
import io.graphbus.durable.pause.Pauses;
import io.graphbus.durable.progress.Lag;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subscriptions that are held for a while. */
class PausedSubscriptionsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Reader ORDERS = new Reader("Listener", "orders");

    private final InMemoryEventLog log = new InMemoryEventLog(8, System::nanoTime);

    record Order(String id, int number) {}

    /** Hears orders twice, one of them as slowly as it is told. */
    @Agent(name = "Listener")
    static class Listener {
        final List<Integer> heard = new CopyOnWriteArrayList<>();
        final Set<Integer> bad = ConcurrentHashMap.newKeySet();
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        volatile boolean slow;

        @Subscribes(value = "/Order/*", id = "orders")
        void on(Order order) throws InterruptedException {
            begun.countDown();
            if (slow) {
                goOn.await(10, TimeUnit.SECONDS);
            }
            if (bad.contains(order.number())) {
                throw new IllegalStateException("not now");
            }
            heard.add(order.number());
        }
    }

    /** Somebody else. */
    @Agent(name = "Other")
    static final class Other {
        final List<Integer> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Order/*", id = "all")
        void on(Order order) {
            heard.add(order.number());
        }
    }

    private GraphBus graph(Object... agents) {
        RetryPolicy once = RetryPolicy.DEFAULT.withDelay(Duration.ofMillis(5)).withRetries(1);
        GraphBus.Builder builder =
                GraphBus.builder()
                        .eventLog(log, Durability.ALL)
                        .options(RuntimeOptions.builder().retry(once).build());
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build();
    }

    private static void publish(GraphBus bus, int from, int to) {
        IntStream.range(from, to)
                .forEach(
                        i ->
                                bus.publish(
                                        Publish.to("/Order/New", new Order("o" + i % 7, i))
                                                .key("o" + i % 7)));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }

    private static void assertAllInOrder(List<Integer> heard, int count) {
        assertThat(heard).hasSize(count).doesNotHaveDuplicates();
        for (int key = 0; key < 7; key++) {
            int own = key;
            assertThat(heard.stream().filter(i -> i % 7 == own)).isSorted();
        }
    }

    private static Pauses pauses(GraphBus bus) {
        return bus.pauses().orElseThrow();
    }

    private static Lag lag(GraphBus bus) {
        return bus.lags().stream()
                .filter(lag -> lag.reader().equals(ORDERS))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAddsUp(GraphBus bus) {
        assertThat(bus.audit().orElseThrow().accounts())
                .isNotEmpty()
                .allSatisfy(account -> assertThat(account.addsUp()).as("%s", account).isTrue());
    }

    @Test
    void nothingBeginsOfAPausedSubscriptionWhileOthersGoOn() {
        Listener listener = new Listener();
        Other other = new Other();
        try (GraphBus bus = graph(listener, other).start()) {
            publish(bus, 0, 70);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            pauses(bus).pause("Listener", "orders");
            pauses(bus).pause("Listener", "orders");
            publish(bus, 70, 5000);
            assertThat(bus.awaitIdle(SOON)).isTrue();

            assertThat(listener.heard).hasSize(70);
            assertThat(other.heard).hasSize(5000);
            assertThat(pauses(bus).list()).containsExactly(ORDERS);
            assertThat(lag(bus).paused()).isTrue();
            assertThat(lag(bus).unread()).isEqualTo(4930);
            assertThat(lag(bus).oldest()).isNotNull();

            pauses(bus).resume("Listener", "orders");
            pauses(bus).resume("Listener", "orders");
            await(() -> listener.heard.size() == 5000);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertAllInOrder(listener.heard, 5000);
            assertThat(pauses(bus).list()).isEmpty();
            assertThat(lag(bus).paused()).isFalse();
            assertThat(bus.stats().unaccounted()).isZero();
            assertAddsUp(bus);
            assertThat(bus.stats().offered()).isEqualTo(10_000);
        }
    }

    @Test
    void whatIsBeingHandledIsFinishedAndWhatWaitsInTheMailboxStaysForLater() {
        Listener listener = new Listener();
        listener.slow = true;
        try (GraphBus bus = graph(listener).start()) {
            publish(bus, 0, 300);
            await(() -> listener.begun.getCount() == 0);
            pauses(bus).pause("Listener", "orders");
            pauses(bus).resume("Listener", "orders");
            pauses(bus).pause("Listener", "orders");
            listener.slow = false;
            listener.goOn.countDown();
            await(() -> lag(bus).inFlight() == 0);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(listener.heard).containsExactly(0);

            pauses(bus).resume("Listener", "orders");
            await(() -> listener.heard.size() == 300);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertAllInOrder(listener.heard, 300);
            assertThat(bus.stats().unaccounted()).isZero();
            assertAddsUp(bus);
        }
    }

    @Test
    void aPauseOutlastsARestartAndIsOneForAllInstances() {
        Listener first = new Listener();
        Listener second = new Listener();
        try (GraphBus one = graph(first).start();
                GraphBus two = graph(second).start()) {
            pauses(one).pause("Listener", "orders");
            await(() -> lag(two).paused());
            publish(one, 0, 100);
            publish(two, 100, 200);
            assertThat(one.awaitIdle(SOON)).isTrue();
            assertThat(two.awaitIdle(SOON)).isTrue();
        }
        assertThat(first.heard).isEmpty();
        assertThat(second.heard).isEmpty();
        Listener third = new Listener();
        try (GraphBus bus = graph(third).start()) {
            publish(bus, 200, 210);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(third.heard).isEmpty();
            assertThat(lag(bus).unread()).isEqualTo(210);
            pauses(bus).resume("Listener", "orders");
            await(() -> third.heard.size() == 210);
            assertAllInOrder(third.heard, 210);
        }
    }

    @Test
    void furtherAttemptsAndReplaysWaitToo() {
        Listener listener = new Listener();
        listener.bad.add(3);
        try (GraphBus bus = graph(listener).start()) {
            publish(bus, 0, 20);
            DeadLetters.Filter all = DeadLetters.Filter.ALL;
            await(() -> bus.deadLetters().orElseThrow().count(all) == 1);
            await(() -> listener.heard.size() == 19);
            pauses(bus).pause("Listener", "orders");
            listener.bad.clear();
            bus.deadLetters().orElseThrow().replay(Replay.of(all));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(listener.heard).hasSize(19).doesNotContain(3);

            pauses(bus).resume("Listener", "orders");
            await(() -> listener.heard.size() == 20);
            await(() -> bus.deadLetters().orElseThrow().count(all) == 0);
            assertThat(bus.stats().unaccounted()).isZero();
            assertAddsUp(bus);
        }
    }

    /** Counts in a state, in two ways. */
    @Agent(name = "Counter")
    static final class Counter implements Stateful<Counter.Sum> {
        record Sum(int sum) {}

        private int sum;

        @Subscribes(value = "/Order/*", id = "count")
        void on(Order order) {
            sum++;
        }

        @Subscribes(value = "/Order/*", id = "double")
        void twice(Order order) {
            sum += 1000;
        }

        @Override
        public Sum captureState() {
            return new Sum(sum);
        }

        @Override
        public void restoreState(Sum state) {
            sum = state.sum();
        }
    }

    @Test
    void oneSubscriptionOfAnAgentWithStateCanBePaused() {
        Counter counter = new Counter();
        try (GraphBus bus = graph(counter).start()) {
            pauses(bus).pause("Counter", "double");
            publish(bus, 0, 10);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(counter.sum).isEqualTo(10);
            pauses(bus).resume("Counter", "double");
            await(() -> counter.sum == 10_010);
        }
    }

    @Test
    void unknownSubscriptionsAreRefusedWithTheNearestName() {
        try (GraphBus bus = graph(new Listener()).start()) {
            assertThatThrownBy(() -> pauses(bus).pause("Listener", "order"))
                    .isInstanceOfSatisfying(
                            GraphBusException.class,
                            e -> {
                                assertThat(e.problem().code())
                                        .isEqualTo(ProblemCode.UNKNOWN_SUBSCRIPTION);
                                assertThat(e.problem().hint()).contains("Listener.orders");
                            });
        }
    }
}
