package io.graphbus.test.simulation;

import io.graphbus.conduct.ConductedThread;
import io.graphbus.conduct.Conductor;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that plays one actor after the other, each while that one has the baton. */
final class SimulatedThread extends ConductedThread {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Pool pool;
    private volatile @Nullable Actor actor;

    private SimulatedThread(Pool pool) {
        super("simulated-" + NUMBERS.incrementAndGet());
        this.pool = pool;
        setDaemon(true);
    }

    /** Threads that play nobody at the moment; the last that became free is used next. */
    static final class Pool implements AutoCloseable {

        private final ArrayDeque<SimulatedThread> free = new ArrayDeque<>();
        private volatile boolean closed;

        synchronized SimulatedThread take() {
            SimulatedThread known = free.pollLast();
            if (known != null) {
                return known;
            }
            SimulatedThread made = new SimulatedThread(this);
            made.start();
            return made;
        }

        private synchronized void give(SimulatedThread thread) {
            free.addLast(thread);
        }

        /** Ends the threads that play nobody. */
        @Override
        public synchronized void close() {
            closed = true;
            free.forEach(LockSupport::unpark);
        }
    }

    void play(Actor next) {
        setName("simulated " + next.name);
        actor = next;
    }

    /** Whom it plays; {@code null} between two. */
    @Nullable Actor actor() {
        return actor;
    }

    @Override
    public Conductor conductor() {
        Actor mine = actor;
        return mine == null ? Conductor.NONE : mine.baton;
    }

    @Override
    public void run() {
        while (!pool.closed || actor != null) {
            Actor mine = actor;
            if (mine == null || !mine.baton.holds(mine)) {
                LockSupport.park(pool);
            } else {
                mine.baton.play(mine);
            }
        }
    }

    /** Ready for the next actor, from the moment the baton is passed on. */
    @SuppressWarnings(
            "ResultOfMethodCallIgnored") // clears an interrupt that was meant for the last
    void free() {
        interrupted();
        actor = null;
        pool.give(this);
    }

    /** Whether it is only waiting to be run by the machine. */
    boolean isBetween() {
        Object blocker = LockSupport.getBlocker(this);
        return blocker instanceof Baton || blocker instanceof Pool;
    }

    void interruptAgain() {
        interrupt();
    }
}
