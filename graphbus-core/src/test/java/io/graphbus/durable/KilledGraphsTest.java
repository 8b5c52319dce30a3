package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.problem.GraphBusException;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.store.InMemoryStateStore;
import io.graphbus.store.StateStore;
import io.graphbus.store.log.DeadLetters;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs that die at any moment, whatever they were about to keep. */
class KilledGraphsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int KEYS = 5;

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final InMemoryStateStore states = new InMemoryStateStore();
    private final Map<String, List<Integer>> accepted = new TreeMap<>();
    private int number;

    record Item(String key, int number) {}

    /** Hears items and fails now and then; what it hears after its end does not count. */
    @Agent(name = "Hearer")
    static final class Hearer {
        final List<Item> heard = Collections.synchronizedList(new ArrayList<>());
        private final Random random;
        private final AtomicBoolean dead;

        Hearer(long seed, AtomicBoolean dead) {
            this.random = new Random(seed);
            this.dead = dead;
        }

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            if (random.nextInt(10) == 0) {
                throw new IllegalStateException("now and then");
            }
            if (!dead.get()) {
                heard.add(item);
            }
        }
    }

    record Sums(Map<String, Integer> counts) {}

    /** Counts items by key, in its state. */
    @Agent(name = "Counter")
    static final class Counter implements Stateful<Sums> {
        private final Map<String, Integer> counts = new HashMap<>();
        private final Random random = new Random(7);

        @Subscribes(value = "/Item", id = "items")
        void on(Item item) {
            counts.merge(item.key(), 1, Integer::sum);
            if (random.nextInt(8) == 0) {
                throw new IllegalStateException("after counting");
            }
        }

        @Override
        public Sums captureState() {
            return new Sums(Map.copyOf(counts));
        }

        @Override
        public void restoreState(Sums state) {
            counts.clear();
            counts.putAll(state.counts());
        }
    }

    private GraphBus graph(AtomicBoolean dead, Object agent) {
        RetryPolicy patient =
                RetryPolicy.DEFAULT
                        .withDelay(Duration.ofMillis(1))
                        .withRetries(50)
                        .withMultiplier(1);
        GraphBus.Builder builder =
                GraphBus.builder()
                        .eventLog(
                                Watched.until(dead, log, EventLog.class),
                                Durability.ALL
                                        .bounds(20, 50)
                                        .pace(Duration.ofMillis(300), Duration.ofMillis(10)))
                        .state(Watched.until(dead, states, StateStore.class))
                        .options(
                                RuntimeOptions.builder()
                                        .retry(patient)
                                        .drainTimeout(Duration.ofSeconds(1))
                                        .build());
        builder.agent(agent);
        return builder.build().start();
    }

    private void publish(GraphBus bus, int count) {
        for (int i = 0; i < count; i++) {
            Item item = new Item("k" + number % KEYS, number++);
            try {
                bus.publish(Publish.to("/Item", item).key(item.key()));
                accepted.computeIfAbsent(item.key(), k -> new ArrayList<>()).add(item.number());
            } catch (GraphBusException e) {
                return; // not accepted: whether it was kept is not known to anybody
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyAcceptedEventIsHandledInTheOrderOfItsKey(long seed) {
        Random random = new Random(seed);
        List<Item> heard = new ArrayList<>();
        for (int life = 0; life < 6; life++) {
            AtomicBoolean dead = new AtomicBoolean();
            Hearer hearer = new Hearer(seed + life, dead);
            GraphBus bus = graph(dead, hearer);
            publish(bus, 50 + random.nextInt(200));
            dead.set(random.nextBoolean());
            bus.close();
            heard.addAll(hearer.heard);
        }
        Hearer last = new Hearer(seed, new AtomicBoolean());
        try (GraphBus bus = graph(new AtomicBoolean(), last)) {
            awaitAll(bus, new Reader("Hearer", "items"));
        }
        heard.addAll(last.heard);
        accepted.forEach(
                (key, numbers) ->
                        assertThat(
                                        heard.stream()
                                                .filter(item -> item.key().equals(key))
                                                .map(Item::number)
                                                .distinct()
                                                .toList())
                                .as(key)
                                .containsAll(numbers)
                                .isSorted());
        conserved(new Reader("Hearer", "items"));
    }

    @Test
    void stateIsWhatWasHandledOnce() {
        Random random = new Random(11);
        for (int life = 0; life < 5; life++) {
            AtomicBoolean dead = new AtomicBoolean();
            GraphBus bus = graph(dead, new Counter());
            publish(bus, 30 + random.nextInt(60));
            if (random.nextBoolean()) {
                bus.awaitIdle(Duration.ofMillis(random.nextInt(50)));
            }
            dead.set(random.nextBoolean());
            bus.close();
        }
        Counter last = new Counter();
        try (GraphBus bus = graph(new AtomicBoolean(), last)) {
            awaitAll(bus, new Reader("Counter", "items"));
        }
        Map<String, Integer> expected = new HashMap<>();
        accepted.forEach((key, numbers) -> expected.put(key, numbers.size()));
        assertThat(last.counts).isEqualTo(expected);
        conserved(new Reader("Counter", "items"));
    }

    /** What the dead had claimed is the next one's a while later. */
    private void awaitAll(GraphBus bus, Reader reader) {
        await(
                () ->
                        bus.stats().inFlight() == 0
                                && log.deferred(reader).isEmpty()
                                && log.progress(reader).getFirst().cursor() == log.newest());
    }

    private void conserved(Reader reader) {
        Counts counts = log.progress(reader).getFirst().counts();
        assertThat(counts.completed() + counts.dead() + counts.filtered() + counts.cancelled())
                .isEqualTo(counts.offered());
        assertThat(log.deferred(reader)).isEmpty();
        assertThat(log.deadLetters().count(DeadLetters.Filter.ALL)).isEqualTo(counts.dead());
        assertThat(counts.offered()).isEqualTo(log.newest());
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
