package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events whose transactions end when later ones have been delivered, or never. */
class LateTransactionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int number;

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Agent(name = "Quick")
    static final class Quick {
        final List<Integer> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            heard.add(number);
        }
    }

    /** Falls behind, and catches up. */
    @Agent(name = "Slow")
    static final class Slow {
        final List<Integer> heard = new CopyOnWriteArrayList<>();
        private final Random random = new Random(3);

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            long until = System.nanoTime() + random.nextInt(1_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            heard.add(number);
        }
    }

    /** A transaction that publishes some and waits. */
    private final class Transaction {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CompletableFuture<Void> done;

        Transaction(GraphBus bus, boolean commits, int... numbers) throws Exception {
            CountDownLatch published = new CountDownLatch(1);
            done =
                    CompletableFuture.runAsync(
                            () ->
                                    log.together(
                                            () -> {
                                                for (int one : numbers) {
                                                    bus.publish(
                                                            Publish.to("/Number", one)
                                                                    .key("t" + one));
                                                }
                                                published.countDown();
                                                await(end);
                                                if (!commits) {
                                                    throw new IllegalStateException("not this one");
                                                }
                                            }),
                            threads);
            published.await();
        }

        void end() {
            end.countDown();
            done.exceptionally(e -> null).join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ValueSource(longs = {1, 2, 3})
    void areDeliveredOnceWhenTheyCommitAndNeverWhenNot(long seed) throws Exception {
        Random random = new Random(seed);
        List<Integer> expected = new ArrayList<>();
        Quick quick = new Quick();
        Slow slow = new Slow();
        try (GraphBus bus = graph(quick, slow)) {
            List<Transaction> open = new ArrayList<>();
            for (int round = 0; round < 40; round++) {
                int first = number;
                number += 3;
                boolean commits = random.nextInt(4) > 0;
                open.add(new Transaction(bus, commits, first, first + 1, first + 2));
                if (commits) {
                    IntStream.range(first, first + 3).forEach(expected::add);
                }
                int last = number + random.nextInt(30);
                for (; number < last; number++) {
                    bus.publish(Publish.to("/Number", number).key("k" + number % 4));
                    expected.add(number);
                }
                if (open.size() > random.nextInt(6)) {
                    open.remove(random.nextInt(open.size())).end();
                }
            }
            open.forEach(Transaction::end);
            waitFor(() -> bus.awaitIdle(SOON) && slow.heard.size() >= expected.size());
            waitFor(() -> quick.heard.size() >= expected.size());
            waitFor(
                    () ->
                            counts("Quick").completed() == expected.size()
                                    && counts("Slow").completed() == expected.size());
        }
        assertThat(quick.heard).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(slow.heard).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(counts("Slow").offered()).isEqualTo(expected.size());
    }

    /** Handles nothing before it is let go. */
    @Agent(name = "Stuck")
    static final class Stuck {
        final List<Integer> heard = new CopyOnWriteArrayList<>();
        final CountDownLatch free = new CountDownLatch(1);

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            await(free);
            heard.add(number);
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoHasNoRoomForThemKeepsNobodyElseFromThem() throws Exception {
        Quick quick = new Quick();
        Stuck stuck = new Stuck();
        int[] late = IntStream.range(0, 400).toArray();
        try (GraphBus bus = graph(quick, stuck)) {
            Transaction open = new Transaction(bus, true, late);
            IntStream.range(400, 420).forEach(i -> bus.publish("/Number", i));
            waitFor(() -> quick.heard.size() == 20);
            open.end();
            waitFor(() -> quick.heard.size() == 420);
            for (int i : late) { // behind those of the transaction, by their keys
                bus.publish(Publish.to("/Number", 1_000 + i).key("t" + i));
            }
            waitFor(() -> quick.heard.size() == 820);
            assertThat(stuck.heard).isEmpty();
            stuck.free.countDown();
            waitFor(() -> stuck.heard.size() >= 820);
            waitFor(() -> counts("Stuck").completed() == 820 && counts("Quick").completed() == 820);
        }
        for (List<Integer> heard : List.of(quick.heard, stuck.heard)) {
            assertThat(heard).doesNotHaveDuplicates().hasSize(820);
            for (int i : late) {
                assertThat(heard.indexOf(i)).isLessThan(heard.indexOf(1_000 + i));
            }
        }
    }

    private GraphBus graph(Object quick, Object slow) {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL.bounds(16, 100))
                .agent(quick)
                .agent(slow)
                .build()
                .start();
    }

    private Counts counts(String agent) {
        return log.progress(new Reader(agent, "numbers")).getFirst().counts();
    }

    private static void waitFor(java.util.function.BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
