package io.graphbus.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdempotencyTest {

    private static final Duration WINDOW = Duration.ofMinutes(2);

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final Idempotency idempotency =
            new Idempotency(WINDOW, 3, () -> now, Duration.ofSeconds(20));
    private final AtomicInteger failures = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private CountDownLatch gate = new CountDownLatch(0);
    private final List<ProblemCode> refusals = new ArrayList<>();
    private Consumer<PublishInterceptor.Next> meanwhile = next -> {};
    private final Counter counter = new Counter();
    private final GraphBus bus =
            GraphBus.builder()
                    .agent(counter)
                    .publishInterceptor(idempotency)
                    .publishInterceptor(this::behind)
                    .build()
                    .start();

    @AfterEach
    void close() {
        bus.close();
    }

    /** Stands behind idempotency, as the bus does: may be slow, and may fail. */
    private Receipt behind(Publishing publishing, PublishInterceptor.Next next) {
        arrived.countDown();
        Consumer<PublishInterceptor.Next> once = meanwhile;
        meanwhile = n -> {};
        once.accept(next);
        try {
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("not now");
        }
        return next.proceed(publishing);
    }

    @Agent
    public static class Counter {
        final List<String> heard = new ArrayList<>();

        @Subscribes("/Order/*")
        public void onOrder(String order) {
            heard.add(order);
        }

        @SchemaMethod
        public int count() {
            return heard.size();
        }
    }

    private static Publish order(String text) {
        return Publish.to("/Order/Made", text).idempotencyKey("k");
    }

    private int delivered() {
        bus.awaitIdle(Duration.ofSeconds(20));
        return (int) bus.call("Counter", "count");
    }

    @Test
    void theSameKeyGetsTheSameReceiptAndOneDelivery() {
        Receipt first = bus.publish(order("tea"));
        Receipt second = bus.publish(order("tea"));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.isDuplicate()).isFalse();
        assertThat(second.isDuplicate()).isTrue();
        assertThat(second.subscribers()).isEqualTo(first.subscribers()).isEqualTo(1);
        assertThat(delivered()).isEqualTo(1);
        assertThat(bus.publish(order("tea").idempotencyKey("other")).id()).isNotEqualTo(first.id());
        assertThat(bus.publish("/Order/Made", "tea").id()).isNotEqualTo(first.id());
        assertThat(delivered()).isEqualTo(3);
    }

    @Test
    void afterTheWindowTheKeyStandsForAnotherEvent() {
        Receipt first = bus.publish(order("tea"));
        now = now.plus(WINDOW).minusMillis(1);
        assertThat(bus.publish(order("tea")).id()).isEqualTo(first.id());
        now = now.plusMillis(1);

        assertThat(bus.publish(order("coffee")).id()).isNotEqualTo(first.id());
        assertThat(delivered()).isEqualTo(2);
        assertThat(idempotency.size()).isEqualTo(1);
    }

    @Test
    void theSameKeyForAnythingElseIsRefused() {
        Publish first = order("tea").key("a").headers(Map.of("tenant", "blue"));
        bus.publish(first);

        for (Publish other :
                List.of(
                        first.payload("coffee"),
                        first.key("b"),
                        first.key(null),
                        first.priority(Priority.HIGH),
                        first.schemaVersion("1.0.0"),
                        first.headers(Map.of("tenant", "red")),
                        Publish.to("/Order/Paid", "tea").key("a").idempotencyKey("k"))) {
            assertThat(refusal(() -> bus.publish(other)))
                    .isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        }
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void anotherAttemptMayBeInAnotherTrace() {
        Receipt first = bus.publish(order("tea").headers(Map.of("traceparent", "00-1")));

        assertThat(bus.publish(order("tea").headers(Map.of("traceparent", "00-2"))).id())
                .isEqualTo(first.id());
    }

    @Test
    void aPublishThatFailsLeavesItsKeyFree() {
        failures.set(1);
        catchThrowableOfType(IllegalStateException.class, () -> bus.publish(order("tea")));

        assertThat(idempotency.size()).isZero();
        bus.publish(order("coffee"));
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void whoComesMeanwhileWaitsForTheFirst() throws Exception {
        gate = new CountDownLatch(1);
        List<String> ids = inParallel(8);

        assertThat(ids).hasSize(8);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(delivered()).isEqualTo(1);
    }

    @Test
    void whoWaitsForAFirstThatFailsPublishesItself() throws Exception {
        gate = new CountDownLatch(1);
        failures.set(1);
        List<String> ids = inParallel(8);

        assertThat(ids).hasSize(7);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(delivered()).isEqualTo(1);
    }

    /** Ids of those that succeeded; the first is held up until all are under way. */
    private List<String> inParallel(int publishers) throws Exception {
        List<String> ids = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(publishers)) {
            List<Future<String>> results = new ArrayList<>();
            var under = new CountDownLatch(publishers);
            for (int i = 0; i < publishers; i++) {
                results.add(
                        threads.submit(
                                () -> {
                                    under.countDown();
                                    return bus.publish(order("tea")).id();
                                }));
            }
            assertThat(under.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            gate.countDown();
            for (Future<String> result : results) {
                try {
                    ids.add(result.get(20, TimeUnit.SECONDS));
                } catch (ExecutionException e) {
                    assertThat(e).hasRootCauseMessage("not now");
                }
            }
        }
        return ids;
    }

    @Test
    void whoHasWaitedLongEnoughIsToldToComeAgain() {
        var impatient = new Idempotency(WINDOW, 3, () -> now, Duration.ofMillis(1));
        try (GraphBus other =
                GraphBus.builder()
                        .publishInterceptor(impatient)
                        .publishInterceptor(this::behind)
                        .build()
                        .start()) {
            meanwhile = next -> refusals.add(refusal(() -> other.publish(order("tea"))));
            other.publish(order("tea"));
        }

        assertThat(refusals).containsExactly(ProblemCode.IDEMPOTENCY_KEY_BUSY);
    }

    @Test
    void anAgentNeverWaitsForWhatMayWaitForIt() {
        meanwhile = this::publishInside;
        bus.publish(order("tea"));

        assertThat(refusals).containsExactly(ProblemCode.IDEMPOTENCY_KEY_BUSY);
    }

    @Test
    void whatIsStillBeingPublishedIsNeverForgotten() {
        meanwhile =
                next -> {
                    for (String other : List.of("1", "2", "3", "4")) {
                        bus.publish(order("tea").idempotencyKey(other));
                    }
                    publishInside(next);
                };
        bus.publish(order("tea"));

        assertThat(refusals).containsExactly(ProblemCode.IDEMPOTENCY_KEY_BUSY);
        assertThat(idempotency.size()).isEqualTo(3);
    }

    private void publishInside(PublishInterceptor.Next next) {
        var publishing = new Publishing(order("tea"), Event.EXTERNAL, null, true);
        refusals.add(refusal(() -> idempotency.intercept(publishing, next)));
    }

    @Test
    void beyondSoManyKeysTheOldestIsForgotten() {
        String first = bus.publish(order("tea").idempotencyKey("1")).id();
        String second = bus.publish(order("tea").idempotencyKey("2")).id();
        bus.publish(order("tea").idempotencyKey("3"));
        bus.publish(order("tea").idempotencyKey("4"));

        assertThat(idempotency.size()).isEqualTo(3);
        assertThat(bus.publish(order("tea").idempotencyKey("2")).id()).isEqualTo(second);
        assertThat(bus.publish(order("tea").idempotencyKey("1")).id()).isNotEqualTo(first);
    }

    @Test
    void keysHaveALength() {
        assertThat(refusal(() -> bus.publish(order("tea").idempotencyKey(""))))
                .isEqualTo(ProblemCode.INVALID_REQUEST);
        assertThat(refusal(() -> bus.publish(order("tea").idempotencyKey("k".repeat(401)))))
                .isEqualTo(ProblemCode.INVALID_REQUEST);
        bus.publish(order("tea").idempotencyKey("k".repeat(400)));
    }

    @Test
    void whereNobodyRemembersKeysTheyAreRefused() {
        try (GraphBus forgetful = GraphBus.of(new Counter())) {
            assertThat(refusal(() -> forgetful.publish(order("tea"))))
                    .isEqualTo(ProblemCode.INVALID_REQUEST);
        }
        try (GraphBus other =
                GraphBus.builder().publishInterceptor((p, next) -> next.proceed(p)).build()) {
            other.start();
            assertThat(refusal(() -> other.publish(order("tea"))))
                    .isEqualTo(ProblemCode.INVALID_REQUEST);
        }
    }

    private static ProblemCode refusal(Runnable publish) {
        return catchThrowableOfType(GraphBusException.class, publish::run).problem().code();
    }
}
