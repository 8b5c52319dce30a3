package io.graphbus.mailbox;

import io.graphbus.conduct.Conductor;
import io.graphbus.stack.Headroom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks when their time has come, one after another on one thread. Goes by the given
 * clock: with a stepped clock a task is due when the clock has been moved there. Usable from any
 * thread.
 */
public final class Timer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Timer.class);
    private static final long FOREIGN_CLOCK_POLL = TimeUnit.MILLISECONDS.toNanos(2);

    private final Conductor conductor = Conductor.current();
    private static final long NEARLY_A_MILLI = 999_999;

    /** The system's clock is looked at so often, for somebody may set it. */
    private static final long LOOK_MILLIS = 1_000;

    private final Clock clock;
    private final boolean system;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private @Nullable Thread thread;
    private long sequence;
    private long latest = Long.MIN_VALUE;
    private boolean running;
    private boolean closed;

    public Timer(Clock clock) {
        this.clock = clock;
        this.system = clock.equals(Clock.system(clock.getZone()));
    }

    /** Runs a task after a delay; closing the handle before calls it off. */
    public Handle after(Duration delay, Runnable task) {
        return after(delay, task, true);
    }

    /** Runs a task after a delay that is no work of the graph: nobody plans by when it is due. */
    public void aside(Duration delay, Runnable task) {
        after(delay, task, false);
    }

    private Handle after(Duration delay, Runnable task, boolean planned) {
        Headroom.require();
        if (conductor.conducts()) {
            return conductor.after(delay, "timer", () -> runConducted(task))::cancel;
        }
        lock.lock();
        try {
            Entry entry = new Entry(due(delay), sequence++, task, planned);
            if (!closed) {
                entries.add(entry);
                ensureThread();
                changed.signalAll();
            }
            return () -> cancel(entry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * With a clock that is put back goes what waits, or it would wait for longer than it was to.
     */
    private long now() {
        long now = clock.millis();
        long back = latest - now;
        if (now < latest) {
            List<Entry> all = List.copyOf(entries);
            entries.clear();
            all.forEach(entry -> entries.add(entry.earlier(back)));
        }
        latest = now;
        return now;
    }

    /** A time too far off to be told is never. */
    private long due(Duration delay) {
        long now = now();
        if (delay.isNegative()) {
            return now;
        }
        try {
            return Math.addExact(now, delay.plusNanos(NEARLY_A_MILLI).toMillis());
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private void runConducted(Runnable task) {
        if (!closed) {
            run(task);
        }
    }

    private void cancel(Entry entry) {
        lock.lock();
        try {
            entries.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether no task runs and none is due: what lies in the future does not count. Has what is due
     * run soon.
     */
    public boolean isQuiet() {
        lock.lock();
        try {
            long now = now();
            Entry first = entries.peek();
            boolean due = first != null && first.due <= now;
            if (due) {
                changed.signalAll();
            }
            return !due && !running;
        } finally {
            lock.unlock();
        }
    }

    /** When the first of the waiting tasks becomes due, but for those run aside. */
    public Optional<Instant> nextDue() {
        lock.lock();
        try {
            Entry first = entries.peek();
            Optional<Entry> planned =
                    first == null || first.planned
                            ? Optional.ofNullable(first)
                            : entries.stream()
                                    .filter(Entry::planned)
                                    .min(Comparator.naturalOrder());
            return planned.map(entry -> Instant.ofEpochMilli(entry.due));
        } finally {
            lock.unlock();
        }
    }

    private void ensureThread() {
        if (thread == null) {
            thread = new Thread(this::run, "graphbus-timer");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        Entry due;
        while ((due = next()) != null) {
            run(due.task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // a thread's edge
            log.warn("A timed task failed", e);
        }
    }

    private @Nullable Entry next() {
        lock.lock();
        try {
            running = false;
            while (!closed) {
                long now = now();
                Entry first = entries.peek();
                long left = first == null ? Long.MAX_VALUE : first.due - now;
                if (first != null && left <= 0) {
                    running = true;
                    return entries.poll();
                }
                pause(left);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** An interrupt that somebody sends to this thread changes nothing. */
    private void pause(long leftMillis) {
        try {
            if (leftMillis == Long.MAX_VALUE) {
                changed.await();
            } else if (system) {
                changed.await(Math.min(leftMillis, LOOK_MILLIS), TimeUnit.MILLISECONDS);
            } else {
                changed.awaitNanos(FOREIGN_CLOCK_POLL);
            }
        } catch (InterruptedException e) {
            log.debug("The timer was interrupted");
        }
    }

    /** Forgets all tasks. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A task that may be called off. */
    public interface Handle extends AutoCloseable {
        @Override
        void close();
    }

    private record Entry(long due, long order, Runnable task, boolean planned)
            implements Comparable<Entry> {

        Entry earlier(long millis) {
            boolean never = due == Long.MAX_VALUE;
            return never ? this : new Entry(due - millis, order, task, planned);
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
