package io.graphbus.durable;

import io.graphbus.durable.progress.Gaps;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what has become of deliveries, many at a time, on a thread of its own. What cannot be kept
 * is tried again, in the same order; until then deliveries go on, and would be made again after a
 * crash.
 */
final class Keeper implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long ALL = TimeUnit.SECONDS.toNanos(2);

    private final EventLog events;
    private final Notes notes;
    private final Supplier<List<Feed>> feeds;
    private final Gaps gaps;
    private final Consumer<Problem> problems;
    private final Thread thread;
    private @Nullable Settlement left;
    private long lastAll = System.nanoTime();
    private boolean away;
    private volatile Runnable last = () -> {};
    private volatile long rounds;
    private volatile boolean stopped;

    Keeper(
            EventLog events,
            Notes notes,
            Supplier<List<Feed>> feeds,
            Gaps gaps,
            Consumer<Problem> problems) {
        this.events = events;
        this.notes = notes;
        this.feeds = feeds;
        this.gaps = gaps;
        this.problems = problems;
        this.thread = new Thread(this, "graphbus-keeper");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        Duration pause = Duration.ofMillis(100);
        while (!stopped) {
            LockSupport.parkNanos(this, MOMENT);
            if (keep()) {
                rounds++;
                pause = Duration.ofMillis(100);
            } else {
                LockSupport.parkNanos(this, pause.toNanos());
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
            }
        }
        if (!keep()) {
            log.warn("The last progress could not be kept: some deliveries will be made again");
        }
        last.run();
    }

    /**
     * Waits until all that has happened by now is kept, if that is possible soon: by the keeper's
     * thread, for the caller's may be in a transaction that is rolled back.
     */
    void awaitKept(Duration patience) {
        long wanted = rounds + 2; // one may be under way
        long deadline = System.nanoTime() + patience.toNanos();
        while (rounds < wanted && thread.isAlive() && System.nanoTime() < deadline) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Keeps what there is; whether that was possible. */
    synchronized boolean keep() {
        try {
            Settlement last = left;
            if (last != null) {
                events.settle(last);
                left = null;
            }
            Settlement next = next();
            if (next != null) {
                left = next;
                events.settle(next);
                left = null;
            }
            if (away) {
                away = false;
                log.info("What becomes of deliveries is kept again");
            }
            return true;
        } catch (GraphBusException e) {
            if (!away) {
                away = true;
                problems.accept(e.problem());
            }
            return false;
        } catch (RuntimeException | Error e) { // nothing may end this thread
            log.error("What becomes of deliveries could not be kept", e);
            return false;
        }
    }

    private @Nullable Settlement next() {
        boolean all = System.nanoTime() - lastAll > ALL;
        List<Feed> present = feeds.get();
        List<Progress> progress = new ArrayList<>();
        Notes.Gathered gathered;
        present.forEach(Feed::freeze);
        try {
            gathered = notes.gather();
            left = gathered.isEmpty() ? null : gathered.with(List.of()); // if the rest fails
            synchronized (gaps) {
                present.forEach(feed -> progress.addAll(feed.progress(gaps, all)));
            }
        } finally {
            present.forEach(Feed::thaw);
        }
        if (all) {
            lastAll = System.nanoTime();
        }
        return progress.isEmpty() && gathered.isEmpty() ? null : gathered.with(progress);
    }

    /**
     * Keeps the rest, does one thing more and ends. What a database that hangs does not let it do
     * in time is left, and is done, or not, when nobody waits any more.
     */
    void close(Duration patience, Runnable afterwards) {
        last = afterwards;
        stopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.warn("The event log does not answer: some deliveries will be made again");
        }
    }
}
