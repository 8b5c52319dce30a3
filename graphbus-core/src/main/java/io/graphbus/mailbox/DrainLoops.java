package io.graphbus.mailbox;

import io.graphbus.stack.Headroom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads that empty mailboxes in the order these got mail. A loop that has been in
 * one execution for too long, or waits for another agent, is replaced by a spare; it ends when that
 * execution does. Usable from any thread.
 */
public final class DrainLoops implements Mailbox.Scheduler, AutoCloseable {

    /** Loops that may be stuck before the engine is saturated. */
    public static final int SPARES = 64;

    private static final int SPINS = 100;
    private static final int CALM = 50;

    private final Queue<Mailbox> ready = new ConcurrentLinkedQueue<>();
    private final Queue<Loop> sleeping = new ConcurrentLinkedQueue<>();
    private final Queue<Loop> loops = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sleepers = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger spares = new AtomicInteger();
    private final Runnable saturated;
    private final int usual;
    private final int count;
    private volatile int wanted;
    private volatile boolean closed;

    /** What was next to be emptied when the pulse was last felt; for the ticker's thread. */
    private @Nullable Mailbox first;

    private int firstTurn;
    private int calm;

    /** Whether the present saturation was reported; guarded by this. */
    private boolean told;

    /**
     * Starts the loops, all of which work whenever there is work.
     *
     * @param saturated told once when a loop is stuck and no spare is left
     */
    public DrainLoops(int count, Runnable saturated) {
        this(count, count, saturated);
    }

    /**
     * Starts the loops.
     *
     * @param usual loops that work whenever there is work; the others join them while a mailbox has
     *     waited from one {@link #pulse} to the next, so that publishers have a processor left to
     *     work on as long as handlers are quick
     * @param count loops in all
     * @param saturated told once when a loop is stuck and no spare is left
     */
    public DrainLoops(int usual, int count, Runnable saturated) {
        this.saturated = saturated;
        this.usual = usual;
        this.count = count;
        this.wanted = usual;
        for (int i = 0; i < count; i++) {
            startLoop();
        }
    }

    @Override
    public void schedule(Mailbox mailbox) {
        ready.add(mailbox);
        int asleep = sleepers.get();
        if (closed) {
            emptyTheRest();
        } else if (asleep > 0 && count - asleep < wanted) {
            wakeOne();
        }
    }

    /** Looks whether the usual loops keep up; called about every millisecond by one thread. */
    @SuppressWarnings("ReferenceEquality") // mailboxes are themselves
    public void pulse() {
        Mailbox next = ready.peek();
        if (next != null && next == first && next.turn() == firstTurn) {
            calm = 0;
            wanted = count;
            wakeOne();
        } else if (wanted > usual && ++calm > CALM) {
            wanted = usual;
        }
        first = next;
        firstTurn = next == null ? 0 : next.turn();
    }

    @Override
    public boolean isBusy() {
        return !closed && !ready.isEmpty();
    }

    /** Loops that are stuck and have been replaced. */
    public int spares() {
        return spares.get();
    }

    /** A loop may have woken by itself and be at work already: then the next one is woken. */
    private void wakeOne() {
        Headroom.require();
        Loop loop;
        while ((loop = sleeping.poll()) != null) {
            sleepers.decrementAndGet();
            if (loop.asleep.compareAndSet(true, false)) {
                LockSupport.unpark(loop.thread);
                return;
            }
        }
    }

    private void startLoop() {
        Loop loop = new Loop();
        loop.thread.start();
        loops.add(loop);
    }

    /** Looks after the loops; called at even intervals of about {@code millis}. */
    public void watch(long millis) {
        for (Loop loop : loops) {
            if (!loop.retired) {
                watch(loop, millis);
            }
        }
    }

    private void watch(Loop loop, long millis) {
        Mailbox current = loop.current;
        boolean same = current != null && loop.seen == loop.progress();
        loop.stuckMillis = same ? loop.stuckMillis + millis : 0;
        loop.seen = loop.progress();
        if (current != null) {
            loop.yield = true;
        }
        if (loop.stuckMillis >= Ticker.STUCK_MILLIS) {
            replace(loop);
        }
    }

    /**
     * The calling thread, if it is a loop, is about to wait for another agent: somebody else must
     * empty mailboxes meanwhile.
     */
    public void beforeWaiting() {
        if (Thread.currentThread() instanceof LoopThread thread && !thread.loop.retired) {
            replace(thread.loop);
        }
    }

    private void replace(Loop loop) {
        if (isFirstWithoutSpare(loop)) {
            saturated.run();
        }
    }

    private synchronized boolean isFirstWithoutSpare(Loop loop) {
        if (loop.retired || closed) {
            return false;
        }
        if (spares.get() >= SPARES) {
            boolean first = !told;
            told = true;
            return first;
        }
        told = false;
        try {
            startLoop();
        } catch (OutOfMemoryError e) { // goes without
            return false;
        }
        spares.incrementAndGet();
        loop.retired = true;
        return false;
    }

    /**
     * Ends the loops as soon as each has finished its execution. What comes later is emptied by
     * whoever brings it.
     */
    @Override
    public void close() {
        retireAll();
        emptyTheRest();
    }

    private synchronized void retireAll() {
        closed = true;
        for (Loop loop : loops) {
            loop.retired = true;
            LockSupport.unpark(loop.thread);
        }
    }

    private void emptyTheRest() {
        Mailbox next;
        while ((next = ready.poll()) != null) {
            empty(next, new Stint());
        }
    }

    private static void empty(Mailbox mailbox, Stint stint) {
        try {
            mailbox.drain(stint);
        } catch (Throwable e) { // a thread's edge: the loop must live on
            stint.giveUp(mailbox, e);
        }
    }

    private static final class LoopThread extends Thread {
        private final Loop loop;

        LoopThread(Loop loop, String name) {
            super(loop, name);
            this.loop = loop;
            setDaemon(true);
        }
    }

    private final class Loop extends Stint implements Runnable {

        private final Thread thread =
                new LoopThread(this, "graphbus-loop-" + numbers.incrementAndGet());
        private final AtomicBoolean asleep = new AtomicBoolean();
        private int seen;
        private long stuckMillis;

        @Override
        boolean mayLinger() {
            return true;
        }

        @Override
        public void run() {
            while (!retired) {
                Mailbox next = await();
                if (next != null) {
                    empty(next, this);
                }
            }
            loops.remove(this);
            if (!closed) {
                spares.decrementAndGet();
            }
        }

        @SuppressWarnings(
                "ResultOfMethodCallIgnored") // an interrupt must not keep it from sleeping
        private @Nullable Mailbox await() {
            boolean extra = count - sleepers.get() > wanted;
            for (int i = 0; i < SPINS && !extra; i++) {
                Mailbox next = ready.poll();
                if (next != null) {
                    follows = i == 0;
                    return next;
                }
                Thread.onSpinWait();
            }
            follows = false;
            asleep.set(true);
            sleeping.add(this);
            boolean others = sleepers.incrementAndGet() < count;
            Mailbox next = extra && others ? null : ready.poll();
            if (next != null) {
                stayAwake();
                return next;
            }
            while (asleep.get() && !retired) {
                LockSupport.park(this);
                Thread.interrupted();
            }
            if (retired) {
                stayAwake();
            }
            return null;
        }

        /** Whoever has woken this loop meanwhile meant other mail than what it has found. */
        private void stayAwake() {
            boolean woken = !asleep.compareAndSet(true, false);
            if (sleeping.remove(this)) {
                sleepers.decrementAndGet();
            }
            if (woken && !ready.isEmpty()) {
                wakeOne();
            }
        }
    }
}
