package io.graphbus.benchmarks.durable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * Publishers at work.
 *
 * @param publishers each on a thread of its own
 * @param group how many events each publishes at once
 */
record Load(String title, int publishers, int group) {

    static final Load ONE = new Load("1 publisher", 1, 1);
    static final Load EIGHT = new Load("8 publishers", 8, 1);
    static final Load MANY = new Load("256 publishers", 256, 1);
    static final Load GROUPS = new Load("groups of 1,000", 1, 1_000);
    static final List<Load> ALL = List.of(ONE, EIGHT, MANY, GROUPS);

    /** Whoever publishes faster than is handled has to wait, so that what is left is soon done. */
    private static final long MOST_UNHANDLED = 5_000;

    private static final long PAUSE_NANOS = 100_000;
    private static final AtomicLong NUMBERS = new AtomicLong();

    /** Events a second from the first publish until all are handled. */
    double rate(Contender contender, Duration time) throws InterruptedException {
        long handled = contender.handled();
        AtomicLong published = new AtomicLong();
        long start = System.nanoTime();
        List<Future<?>> publishing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < publishers; i++) {
                publishing.add(
                        threads.submit(
                                () ->
                                        publish(
                                                contender,
                                                start + time.toNanos(),
                                                handled,
                                                published)));
            }
        }
        for (Future<?> publisher : publishing) {
            try {
                publisher.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        while (contender.handled() - handled < published.get()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        contender.settle();
        return published.get() * 1e9 / (System.nanoTime() - start);
    }

    private void publish(Contender contender, long end, long handled, AtomicLong published) {
        do {
            if (published.get() - (contender.handled() - handled) > MOST_UNHANDLED) {
                LockSupport.parkNanos(PAUSE_NANOS);
            } else if (group == 1) {
                contender.publish(Order.of(NUMBERS.incrementAndGet()));
                published.incrementAndGet();
            } else {
                long first = NUMBERS.getAndAdd(group);
                contender.publishAll(
                        LongStream.range(first, first + group).mapToObj(Order::of).toList());
                published.addAndGet(group);
            }
        } while (System.nanoTime() < end);
    }

    /**
     * How long single publishes take, in nanoseconds, sorted: one after the other, each when all
     * before have been handled.
     */
    static long[] latencies(Contender contender, Duration time) throws InterruptedException {
        long[] nanos = new long[1 << 20];
        int count = 0;
        long end = System.nanoTime() + time.toNanos();
        do {
            Order order = Order.of(NUMBERS.incrementAndGet());
            long handled = contender.handled();
            long start = System.nanoTime();
            contender.publish(order);
            nanos[count++] = System.nanoTime() - start;
            while (contender.handled() == handled) {
                LockSupport.parkNanos(1_000);
            }
        } while (count < nanos.length && System.nanoTime() < end);
        contender.settle();
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
