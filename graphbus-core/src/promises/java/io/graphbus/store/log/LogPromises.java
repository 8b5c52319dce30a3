package io.graphbus.store.log;

import io.graphbus.agent.Priority;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Progress.Range;
import io.graphbus.store.log.Settlement.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** What the tests of logs have in common. */
abstract class LogPromises {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    static final Reader STOCK = new Reader("Stock", "onOrder");
    static final Reader BILLING = new Reader("Billing", "onOrder");

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The same, empty log during one test. */
    protected abstract EventLog log();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    static EventData event(String id) {
        return event(id, "/Order/Created", null);
    }

    static EventData event(String id, String topic, @Nullable String key) {
        return event(id, topic, key, NOON);
    }

    static EventData event(String id, String topic, @Nullable String key, Instant time) {
        return new EventData(
                id, topic, "Shop", "{\"n\":1}", key, null, null, Map.of(), id, null, 0, time, null);
    }

    /** An event of which everything is there. */
    static EventData full(String id, String payload) {
        return new EventData(
                id,
                "/Order/Created",
                "Shop \"north\"",
                payload,
                "customer Ä/7",
                Priority.HIGH,
                "2.1.0-rc.1",
                Map.of("traceparent", "00-ab-cd-01", "x \"y\"", "line\nü\u2028€"),
                "first",
                "before",
                3,
                NOON,
                NOON.plusSeconds(60));
    }

    static List<EventData> events(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> event(prefix + i)).toList();
    }

    List<String> seen() {
        return ids(log().after(0, 10_000));
    }

    static List<String> ids(List<StoredEvent> events) {
        return events.stream().map(event -> event.data().id()).toList();
    }

    long append(EventData event) {
        return log().append(List.of(event))[0];
    }

    static Settlement settlement(Progress... progress) {
        return new Settlement(
                List.of(progress), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    static Settlement completed(Place... places) {
        return new Settlement(
                List.of(), List.of(places), List.of(), List.of(), List.of(), List.of());
    }

    static Settlement deferred(Deferred... deferred) {
        return new Settlement(
                List.of(), List.of(), List.of(deferred), List.of(), List.of(), List.of());
    }

    static Progress progress(Reader reader, int part, long cursor, Range... done) {
        return new Progress(reader, part, cursor, List.of(done), Counts.NONE);
    }

    /** Every part of a subscription at the same position. */
    void moveTo(Reader reader, long cursor) {
        List<Progress> all = new ArrayList<>();
        for (int part = 0; part < log().parts(); part++) {
            all.add(progress(reader, part, cursor));
        }
        log().settle(settlement(all.toArray(Progress[]::new)));
    }

    /** A transaction on another thread, which stays open until it is told. */
    final class Other {
        private final CountDownLatch done = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final Future<?> thread;
        private volatile boolean commits;

        /** Begins; its work is done on return. */
        Other(Runnable work) {
            thread = threads.submit(() -> log().together(() -> run(work)));
            await(done);
        }

        private void run(Runnable work) {
            try {
                work.run();
            } finally {
                done.countDown();
            }
            await(end);
            if (!commits) {
                throw new RolledBack();
            }
        }

        void commit() {
            end(true);
        }

        void rollBack() {
            end(false);
        }

        private void end(boolean commit) {
            commits = commit;
            end.countDown();
            try {
                thread.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (commit || !(e.getCause() instanceof RolledBack)) {
                    throw new AssertionError(e);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Future<?> onAnotherThread(Runnable work) {
        return threads.submit(work);
    }

    static void await(Future<?> work) {
        try {
            work.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened for 20 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void until(BooleanSupplier so) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not become so within 20 s");
            }
            Thread.onSpinWait();
        }
    }
}
