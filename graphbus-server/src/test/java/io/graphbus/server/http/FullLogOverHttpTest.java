package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog.Query;
import io.graphbus.store.log.InMemoryEventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Publishing to an event log that does not keep up. */
@Import(DeadLettersOverHttpTest.Memory.class)
class FullLogOverHttpTest extends RunningServer {

    private static final String TOPIC = "/Full/Log";

    /** So many of these are as much as may wait. */
    private static final int FIT = 17;

    private static final int SENT = 22;
    private static final String LARGE = "x".repeat(1_900_000);

    @Autowired private InMemoryEventLog log;

    @Test
    void whatIsMoreThanMayWaitIsAnswered429AndNotPublished() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch held = new CountDownLatch(1);
            CompletableFuture<Void> slow =
                    CompletableFuture.runAsync(() -> holdKey(held, goOn), threads);
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<Answer>> sent =
                    IntStream.range(0, SENT)
                            .mapToObj(i -> CompletableFuture.supplyAsync(this::publish, threads))
                            .toList();
            await(() -> sent.stream().filter(CompletableFuture::isDone).count() == SENT - FIT);
            for (CompletableFuture<Answer> refused :
                    sent.stream().filter(CompletableFuture::isDone).toList()) {
                assertProblem(refused.join(), 429, "QUEUE_FULL");
                assertThat(refused.join().header("Retry-After")).isEqualTo("1");
            }
            goOn.countDown();
            slow.join();
            assertThat(sent.stream().filter(one -> one.join().status() == 202)).hasSize(FIT);
        } finally {
            goOn.countDown();
        }
        assertThat(log.search(new Query(TOPIC, null, 0, Long.MAX_VALUE, null, null, true, 99)))
                .hasSize(FIT + 1);
        assertThat(publish().status()).isEqualTo(202);
    }

    /** A transaction that others who publish with its key have to wait for. */
    private void holdKey(CountDownLatch held, CountDownLatch goOn) {
        log.together(
                () -> {
                    log.appendInTransaction(List.of(event()), committed -> {});
                    held.countDown();
                    try {
                        assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static EventData event() {
        return new EventData(
                "held",
                TOPIC,
                "external",
                "1",
                "k",
                null,
                null,
                Map.of(),
                "held",
                null,
                0,
                Instant.now(),
                null);
    }

    private Answer publish() {
        return http.post(
                "/api/v1/events",
                "{\"topic\":\"" + TOPIC + "\",\"key\":\"k\",\"payload\":\"" + LARGE + "\"}");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }
}
