package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.durable.once.PublishedKeys;
import io.graphbus.gate.Idempotency;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.jdbc.JdbcEventLog;
import io.graphbus.store.log.jdbc.database.LogSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** Idempotency keys of events that are kept. */
class KeptKeysTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration WINDOW = Duration.ofMinutes(2);

    private final Stepped clock = new Stepped();

    /** Goes on when it is told. */
    private static final class Stepped extends Clock {
        private volatile Instant now = Instant.parse("2026-11-29T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
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

    /** Remembers what it hears. */
    @Agent(name = "Listener")
    static final class Listener {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Order/*", id = "orders")
        void on(String order) {
            heard.add(order);
        }
    }

    private GraphBus graph(EventLog log, Listener listener) {
        return GraphBus.builder()
                .eventLog(log, Durability.NONE.with("/Order/*", true))
                .publishInterceptor(
                        new Idempotency(WINDOW, 1, clock)
                                .keptIn(
                                        new PublishedKeys(
                                                log,
                                                Durability.NONE.with("/Order/*", true),
                                                clock)))
                .agent(listener)
                .build()
                .start();
    }

    private static Publish order(String key, String order) {
        return Publish.to("/Order/New", order).idempotencyKey(key);
    }

    @Test
    void aKeyStandsForItsFirstEventOverRestartsAndInstances() {
        InMemoryEventLog log = new InMemoryEventLog(4, System::nanoTime);
        Listener listener = new Listener();
        String first;
        try (GraphBus bus = graph(log, listener)) {
            Receipt receipt = bus.publish(order("a", "one"));
            first = receipt.id();
            assertThat(receipt.isDuplicate()).isFalse();
            assertThat(bus.publish(order("b", "two")).isDuplicate()).isFalse();
            assertThat(bus.publish(order("a", "one")).isDuplicate()).isTrue();
            assertThat(bus.awaitIdle(SOON)).isTrue();
        }
        clock.now = clock.now.plus(WINDOW).minusMillis(1);
        try (GraphBus bus = graph(log, listener);
                GraphBus other = graph(log, new Listener())) {
            assertThat(bus.publish(order("a", "one")).id()).isEqualTo(first);
            Receipt again = other.publish(order("a", "one"));
            assertThat(again.id()).isEqualTo(first);
            assertThat(again.isDuplicate()).isTrue();
            assertThat(again.subscribers()).isOne();
            assertRefused(other, order("a", "else"), ProblemCode.IDEMPOTENCY_KEY_REUSED);
            clock.now = clock.now.plusMillis(1);
            assertThat(bus.publish(order("a", "else")).isDuplicate()).isFalse();
        }
        assertThat(log.after(0, 10)).hasSize(3);
        assertThat(log.names().expire(clock.now.plus(WINDOW), 10)).isEqualTo(2);
    }

    private static void assertRefused(GraphBus bus, Publish event, ProblemCode code) {
        assertThatThrownBy(() -> bus.publish(event))
                .isInstanceOfSatisfying(
                        GraphBusException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    @Test
    void aTransactionThatIsRolledBackUsesNoKey() {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:keys", "sa", "");
        LogSchema.create(pool);
        EventLog log = JdbcEventLog.open(pool);
        Listener listener = new Listener();
        try (GraphBus bus = graph(log, listener)) {
            assertThatThrownBy(
                            () ->
                                    log.together(
                                            () -> {
                                                bus.publish(order("a", "one"));
                                                assertThat(
                                                                bus.publish(order("a", "one"))
                                                                        .isDuplicate())
                                                        .isTrue();
                                                throw new IllegalStateException("no");
                                            }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(bus.publish(order("a", "two")).isDuplicate()).isFalse();
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(listener.heard).containsExactly("two");
        } finally {
            pool.dispose();
        }
    }

    @Test
    void manyThatPublishTheSameAtOncePublishItOnce() {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:race", "sa", "");
        LogSchema.create(pool);
        EventLog log = JdbcEventLog.open(pool);
        try (GraphBus bus = graph(log, new Listener())) {
            List<CompletableFuture<Receipt>> all =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            CompletableFuture.supplyAsync(
                                                    () -> bus.publish(order("a", "one"))))
                            .toList();
            assertThat(all.stream().map(one -> one.join().id()).distinct()).hasSize(1);
            assertThat(all.stream().filter(one -> !one.join().isDuplicate())).hasSize(1);
            assertThat(log.after(0, 10)).hasSize(1);
        } finally {
            pool.dispose();
        }
    }

    @Test
    void keysOfOtherTopicsAreRememberedInMemory() {
        try (GraphBus bus = graph(new InMemoryEventLog(), new Listener())) {
            Publish plain = Publish.to("/Else", 1).idempotencyKey("a");
            assertThat(bus.publish(plain).isDuplicate()).isFalse();
            assertThat(bus.publish(plain).isDuplicate()).isTrue();
        }
    }
}
