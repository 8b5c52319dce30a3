package io.graphbus.mailbox;

import io.graphbus.conduct.ConductedLock;
import io.graphbus.conduct.Conductor;
import io.graphbus.stack.Headroom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The places for events in a mailbox: how many there are, who may have the next, and where
 * publishers wait for one: awake for a moment, since parking and waking cost more than handling
 * some hundred events, then asleep until half of the places are free. What publishers write and
 * what the reader writes stand in cache lines of their own.
 */
final class Places extends PlacesOfReader {

    private static final long RECHECK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int SPINS = 100;
    private static final int YIELDS = 20;

    private static final VarHandle GIVEN = field(PlacesOfWriters.class, "given");
    private static final VarHandle TAKEN = field(PlacesOfReader.class, "taken");

    private final int capacity;
    private volatile int held;
    private volatile long moves;
    private volatile @Nullable Waiting waiting;
    private volatile boolean wanted;

    Places(int capacity) {
        this.capacity = capacity;
    }

    private static final class Waiting {
        private final ConductedLock lock = new ConductedLock();
        private final Condition freed = lock.newCondition();
    }

    /**
     * Gives a place, beyond the limit too; says whether it is within. Calls nothing once the place
     * is given: it is, or an error is thrown.
     */
    boolean give(long limit) {
        long before = (long) GIVEN.getAndAdd(this, 1L);
        if (before - seen < limit) {
            return true;
        }
        long now = taken;
        seen = now;
        return before - now < limit;
    }

    /** Takes back a place that was given. */
    void takeBack() {
        GIVEN.getAndAdd(this, -1L);
    }

    /** The event in a place is handed out; only for the reader. */
    void free() {
        TAKEN.setRelease(this, taken + 1);
        if (wanted && used() <= capacity / 2) {
            tell();
        }
    }

    /** An event that was handed out keeps a place, or is only counted; only for the reader. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void hold(boolean place) {
        moves++;
        held++;
        if (place) {
            GIVEN.getAndAdd(this, 1L);
        }
    }

    /** A held event is done with; only for the reader. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void release(boolean place) {
        if (place) {
            takeBack();
        }
        held--;
        moves += 2;
        if (wanted) {
            tell();
        }
    }

    int held() {
        return held;
    }

    int capacity() {
        return capacity;
    }

    /** Places in use; at least 0, and late while others come and go. */
    int used() {
        return (int) Math.max(0, given - taken);
    }

    /** Whether no place is used but those held. */
    boolean areFree(boolean heldCounts) {
        return given == taken + (heldCounts ? held : 0);
    }

    /** A number that changes with every place given, held or released. */
    long moves() {
        return given + moves;
    }

    /** Waits until there is room; says whether there is before the time has come. */
    boolean await(long deadline) throws InterruptedException {
        return spin() || sleep(deadline);
    }

    /** Looks for a quarter of the places to become free; says whether they have. */
    private boolean spin() {
        if (Conductor.current().conducts()) {
            return false;
        }
        int enough = capacity - (capacity + 3) / 4;
        for (int i = 0; i < SPINS + YIELDS; i++) {
            if (used() <= enough) {
                return true;
            }
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return false;
    }

    private boolean sleep(long deadline) throws InterruptedException {
        Headroom.require();
        Waiting place = waiting();
        place.lock.lockInterruptibly();
        try {
            while (true) {
                wanted = true;
                if (used() < capacity) {
                    return true;
                }
                long left = deadline - Conductor.current().nanoTime();
                if (left <= 0) {
                    return false;
                }
                place.freed.awaitNanos(Math.min(left, RECHECK));
            }
        } finally {
            place.lock.unlock();
        }
    }

    private synchronized Waiting waiting() {
        Waiting known = waiting;
        if (known == null) {
            known = new Waiting();
            waiting = known;
        }
        return known;
    }

    private void tell() {
        Waiting place = waiting();
        place.lock.lock();
        try {
            wanted = false;
            place.freed.signalAll();
        } finally {
            place.lock.unlock();
        }
    }

    private static VarHandle field(Class<?> owner, String name) {
        try {
            return MethodHandles.lookup().findVarHandle(owner, name, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

/** What publishers write. */
abstract class PlacesOfWriters {

    /** Places given out. */
    volatile long given;

    /** What {@code taken} was when a publisher last needed to know; any earlier value will do. */
    long seen;
}

/** Keeps publishers out of the reader's cache line. */
abstract class PlacesPadding extends PlacesOfWriters {
    long p0, p1, p2, p3, p4, p5, p6;
}

/** What the holder of the turn writes. */
abstract class PlacesOfReader extends PlacesPadding {

    /** Places that have become free again. */
    volatile long taken;

    long q0, q1, q2, q3, q4, q5, q6;
}
