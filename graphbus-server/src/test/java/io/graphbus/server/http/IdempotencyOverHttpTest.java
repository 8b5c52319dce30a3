package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.gate.Idempotency;
import io.graphbus.gate.PublishInterceptor;
import io.graphbus.gate.Publishing;
import io.graphbus.server.http.Http.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdempotencyOverHttpTest extends RunningServer {

    private static final String EVENTS = "/api/v1/events";

    @Autowired private Idempotency idempotency;

    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameRequestAgainPublishesNothing() {
        long before = published();
        Answer first = publish("tea", key);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        Answer second = publish("tea", key);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(publish("tea", "\"" + key + "\"").body()).isEqualTo(first.body());
        assertThat(http.post(EVENTS, body("tea", ",\"idempotencyKey\":\"" + key + "\"")).body())
                .isEqualTo(first.body());
        assertThat(published()).isEqualTo(before + 1);
    }

    @Test
    void theSameKeyForAnotherEventIsUnprocessable() {
        publish("tea", key);

        assertProblem(publish("coffee", key), 422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void keysOfOneCallerAreNoneOfAnothers() {
        String id = publish("tea", key).at("/id");
        Answer known =
                http.send(
                        "POST",
                        EVENTS,
                        body("coffee", ""),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        key,
                        "Authorization",
                        "Bearer s3cret");

        assertThat(known.status()).isEqualTo(202);
        assertThat(known.at("/id")).isNotEqualTo(id);
        assertThat(publish("tea", key).at("/id")).isEqualTo(id);
    }

    @Test
    void whileTheFirstIsBeingPublishedAnotherIsAConflict() throws Exception {
        var busy = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var first =
                new Publishing(
                        Publish.to("/Once/Only", "tea").idempotencyKey(key),
                        Event.EXTERNAL,
                        null,
                        false);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Receipt> accepted =
                    threads.submit(
                            () -> idempotency.intercept(first, new Slow(live.bus(), busy, done)));
            await(busy);
            assertProblem(publish("tea", key), 409, "IDEMPOTENCY_KEY_BUSY");
            done.countDown();

            assertThat(publish("tea", key).at("/id")).isEqualTo(accepted.get().id());
        }
    }

    /** A bus that takes its time. */
    private record Slow(GraphBus bus, CountDownLatch busy, CountDownLatch done)
            implements PublishInterceptor.Next {

        @Override
        public Receipt proceed(Publishing publishing) {
            busy.countDown();
            await(done);
            return bus.publish(publishing.request());
        }

        @Override
        public void proceed(Publishing publishing, Duration delay) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void lose(Publishing publishing, Throwable why) {
            throw new UnsupportedOperationException();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRefusedEventLeavesItsKeyFree() {
        Answer refused = send("{\"topic\":\"/A/*\",\"payload\":1}", "application/json", key);

        assertProblem(refused, 400, "INVALID_TOPIC");
        assertThat(publish("tea", key).status()).isEqualTo(202);
    }

    @Test
    void keysThatAreNoneAreNamed() {
        for (String bad : List.of("", "\"\"", "\"open", "\"a\"b", "k".repeat(256))) {
            Answer answer = publish("tea", bad);
            assertProblem(answer, 400, "INVALID_REQUEST");
            assertThat(answer.at("/where")).isEqualTo("Idempotency-Key");
        }
        Answer twice =
                http.send(
                        "POST",
                        EVENTS,
                        body("tea", ""),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "a",
                        "Idempotency-Key",
                        "b");
        assertProblem(twice, 400, "INVALID_REQUEST");
        assertProblem(
                send(body("tea", ",\"idempotencyKey\":\"other\""), "application/json", key),
                400,
                "INVALID_REQUEST");
        assertProblem(
                http.post(EVENTS, body("tea", ",\"idempotencyKey\":\" \"")),
                400,
                "INVALID_REQUEST");
    }

    @Test
    void cloudEventsAndBatchesHaveOnlyTheKeyTheyAreGiven() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        String batch = "[" + event + "," + event + "]";
        String type = "application/cloudevents-batch+json";
        long before = published();
        Answer first = send(batch, type, key);

        Answer second = send(batch, type, key);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(published()).isEqualTo(before + 2);
        Answer longer = send(batch.replace("]", "," + event + "]"), type, key);
        assertThat(longer.at("/items/1/id")).isEqualTo(first.at("/items/1/id"));
        assertThat(longer.header("Idempotent-Replayed")).isEmpty();
        assertThat(published()).isEqualTo(before + 3);
        assertThat(first.at("/items/0/id")).isNotEqualTo(first.at("/items/1/id"));
        http.send("POST", EVENTS, event, "Content-Type", "application/cloudevents+json");
        http.send("POST", EVENTS, event, "Content-Type", "application/cloudevents+json");
        assertThat(published()).isEqualTo(before + 5);
        assertProblem(
                send(batch.replace("/s", "/other"), type, key), 422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void whoSendsTheSameAtOnceGetsTheSameReceipt() throws InterruptedException {
        long before = published();
        var ids = ConcurrentHashMap.<String>newKeySet();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                threads.submit(
                        () -> {
                            start.await();
                            return ids.add(publish("tea", key).at("/id"));
                        });
            }
            start.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(ids).hasSize(1);
        assertThat(published()).isEqualTo(before + 1);
    }

    @Test
    void aKeyOutlivesAChangeOfGraph() {
        String id = publish("tea", key).at("/id");
        live.activate(TestArtifacts.of("shop"));

        assertThat(publish("tea", key).at("/id")).isEqualTo(id);
    }

    private Answer publish(String text, String header) {
        return send(body(text, ""), "application/json", header);
    }

    private Answer send(String body, String type, String header) {
        return http.send("POST", EVENTS, body, "Content-Type", type, "Idempotency-Key", header);
    }

    private static String body(String text, String more) {
        return "{\"topic\":\"/Once/Only\",\"payload\":\"" + text + "\"" + more + "}";
    }

    private long published() {
        return live.bus().stats().published();
    }
}
