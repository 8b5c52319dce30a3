package io.graphbus.mailbox;

import io.graphbus.conduct.ConductedLock;
import io.graphbus.conduct.Conductor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Where publishers wait for room in a full mailbox: awake for a moment, since parking and waking
 * cost more than handling some hundred events, then asleep. They are told when half of the mailbox
 * is free.
 */
final class Room {

    private static final long RECHECK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int SPINS = 100;
    private static final int YIELDS = 20;

    private volatile @Nullable Waiting waiting;
    private volatile boolean wanted;

    private static final class Waiting {
        private final ConductedLock lock = new ConductedLock();
        private final Condition freed = lock.newCondition();
    }

    /** Looks for a quarter of the mailbox to become free; says whether it has. */
    boolean spin(Mailbox mailbox) {
        if (Conductor.current().conducts()) {
            return false;
        }
        int enough = mailbox.capacity() - (mailbox.capacity() + 3) / 4;
        for (int i = 0; i < SPINS + YIELDS; i++) {
            if (mailbox.waitingMail() <= enough) {
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

    boolean await(Mailbox mailbox, long deadline) throws InterruptedException {
        Waiting place = place();
        place.lock.lockInterruptibly();
        try {
            while (true) {
                wanted = true;
                if (mailbox.waitingMail() < mailbox.capacity()) {
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

    private synchronized Waiting place() {
        Waiting known = waiting;
        if (known == null) {
            known = new Waiting();
            waiting = known;
        }
        return known;
    }

    boolean isWanted() {
        return wanted;
    }

    void tell() {
        Waiting place = place();
        place.lock.lock();
        try {
            wanted = false;
            place.freed.signalAll();
        } finally {
            place.lock.unlock();
        }
    }
}
