package io.graphbus.store.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.durable.Durability;
import io.graphbus.store.log.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transaction that commits when readers have passed its positions, on a real PostgreSQL. */
class LateCommitTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Agent(name = "Hearer")
    static final class Hearer {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Word", id = "words")
        void on(String word) {
            heard.add(word);
        }
    }

    private static void publish(GraphBus bus, String word, String key) {
        bus.publish(Publish.to("/Word", word).key(key));
    }

    /** The reader's process publishes none of it, so that it has to read the log. */
    @Test
    @Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isDeliveredInTheOrderOfItsKey() {
        Hearer hearer = new Hearer();
        try (HikariDataSource database = TestDatabase.postgres();
                EventLog reading = JdbcEventLog.open(database);
                EventLog writing = JdbcEventLog.open(database);
                GraphBus reader = graph(reading).agent(hearer).build().start();
                GraphBus writer = graph(writing).build().start()) {
            CountDownLatch inserted = new CountDownLatch(1);
            CountDownLatch commits = new CountDownLatch(1);
            CompletableFuture<Void> late =
                    CompletableFuture.runAsync(
                            () ->
                                    writing.together(
                                            () -> {
                                                publish(writer, "late", "a");
                                                publish(writer, "later", "a");
                                                inserted.countDown();
                                                await(commits);
                                            }));
            await(inserted);
            publish(writer, "early", "b");
            await(() -> hearer.heard.contains("early"));
            CompletableFuture<Void> behind =
                    CompletableFuture.runAsync(() -> publish(writer, "last", "a"));
            publish(writer, "next", "b");
            await(() -> hearer.heard.contains("next"));
            assertThat(hearer.heard).containsExactly("early", "next");
            assertThat(behind).isNotDone();

            commits.countDown();
            late.join();
            behind.join();
            await(() -> hearer.heard.size() >= 5);
            assertThat(hearer.heard).containsExactly("early", "next", "late", "later", "last");
            assertThat(reader.awaitIdle(SOON)).isTrue();
        }
        assertThat(hearer.heard).hasSize(5);
    }

    private static GraphBus.Builder graph(EventLog log) {
        return GraphBus.builder()
                .eventLog(log, Durability.ALL.pace(Duration.ofSeconds(10), Duration.ofMillis(5)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
