package io.graphbus.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Subscribes;
import io.graphbus.durable.Durability;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.spring.greeting.Greeter;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LetterDepthsTest {

    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryEventLog log = new InMemoryEventLog();
    private final GraphBus bus =
            GraphBus.builder().agent(new Greeter()).eventLog(log, Durability.NONE).build().start();

    @AfterEach
    void close() {
        bus.close();
    }

    private void letter(String id, Duration age) {
        Instant died = Instant.now().minus(age);
        EventData event =
                new EventData(
                        "e", "/a/b", "x", "1", null, null, null, Map.of(), "e", null, 0, died,
                        null);
        log.deadLetters()
                .put(
                        List.of(
                                new DeadLetter(
                                        id,
                                        new Reader("Billing", "bill"),
                                        "on",
                                        event,
                                        1,
                                        "HANDLER_FAILED",
                                        "no",
                                        "",
                                        List.of(),
                                        null,
                                        died,
                                        Status.DEAD,
                                        null)));
    }

    private @Nullable Gauge gauge(String name) {
        now.addAndGet(10_000_000_000L);
        registry.find("graphbus.agents.active").gauge().value();
        return registry.find(name).tags("agent", "Billing", "subscriber", "bill").gauge();
    }

    private double awaited(String name, double atLeast, double below) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        double value = Double.NaN;
        while (!(value >= atLeast && value < below) && System.nanoTime() < deadline) {
            Gauge gauge = gauge(name);
            value = gauge == null ? Double.NaN : gauge.value();
        }
        return value;
    }

    @Test
    void lettersAreCountedBySubscriptionWithTheAgeOfTheOldest() {
        letter("a", Duration.ofHours(1));
        letter("b", Duration.ofHours(2));
        new GraphBusMetrics(CurrentGraph.of(bus), now::get).bindTo(registry);

        assertThat(awaited("graphbus.dlq.depth", 2, 3)).isEqualTo(2);
        assertThat(awaited("graphbus.dlq.age", 7200, 7300)).isBetween(7200.0, 7300.0);
        assertThat(registry.find("graphbus.dlq.age").gauge().getId().getBaseUnit())
                .isEqualTo("seconds");

        log.deadLetters().remove(List.of("a", "b"));
        assertThat(awaited("graphbus.dlq.depth", 0, 1)).isZero();
        assertThat(awaited("graphbus.dlq.age", 0, 1)).isLessThan(1);
    }

    @Test
    void aGraphWithoutAnEventLogShowsNothingOfLetters() {
        try (GraphBus plain = GraphBus.of(new Greeter())) {
            new GraphBusMetrics(CurrentGraph.of(plain), now::get).bindTo(registry);
            assertThat(gauge("graphbus.dlq.depth")).isNull();
        }
    }

    /** Does not end before it may. */
    @Agent(name = "Billing")
    static final class Slow {
        private final CountDownLatch may = new CountDownLatch(1);

        @Subscribes(value = "/Order", id = "bill")
        void on(Event order) throws InterruptedException {
            may.await();
        }
    }

    @Test
    void subscriptionsThatAreBehindAreTold() {
        Slow slow = new Slow();
        try (GraphBus behind =
                GraphBus.builder()
                        .agent(slow)
                        .eventLog(new InMemoryEventLog(), Durability.ALL)
                        .build()
                        .start()) {
            for (int i = 0; i < 5; i++) {
                behind.publish("/Order", i);
            }
            new GraphBusMetrics(CurrentGraph.of(behind), now::get).bindTo(registry);
            assertThat(awaited("graphbus.subscription.lag", 5, 6)).isEqualTo(5);
            assertThat(awaited("graphbus.subscription.lag.age", 0.001, 100)).isPositive();
            slow.may.countDown();
            assertThat(awaited("graphbus.subscription.lag", 0, 1)).isZero();
        }
    }
}
