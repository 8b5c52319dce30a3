package io.graphbus.server.soak;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Several kinds of work, each done again and again at a rate of its own. */
final class SteadyLoad implements AutoCloseable {

    private static final int AT_ONCE = 16;

    private final ScheduledExecutorService clients =
            Executors.newScheduledThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** One piece of work, which fails by an exception. */
    interface Work {
        void once(int number) throws Exception;
    }

    /** Does this every so often, one at a time; what fails is not done again. */
    void every(Duration period, String what, Work work) {
        LongAdder count = done.computeIfAbsent(what, key -> new LongAdder());
        clients.scheduleAtFixedRate(
                () -> {
                    try {
                        work.once(count.intValue());
                        count.increment();
                    } catch (Throwable e) { // a thread's edge
                        failures.add(what + " " + count + ": " + e);
                        throw new IllegalStateException(e);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** How often each was done. */
    Map<String, Long> done() {
        var counts = new TreeMap<String, Long>();
        done.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    Queue<String> failures() {
        return failures;
    }

    /** Returns after what is under way. */
    @Override
    public void close() {
        clients.shutdownNow();
        clients.close();
    }
}
