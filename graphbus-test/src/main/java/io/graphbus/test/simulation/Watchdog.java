package io.graphbus.test.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Waits for a run's end on the thread that began it, and ends it when the holder of the baton does
 * not go on: soon if it is blocked, late if it may just be busy.
 */
final class Watchdog {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int BUSY = 20;
    private static final Set<Thread.State> BLOCKED =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final Baton baton;
    private final Duration patience;
    private long steps = -1;
    private long blockedSince;
    private long busySince;

    Watchdog(Baton baton, Duration patience) {
        this.baton = baton;
        this.patience = patience;
    }

    void watch() {
        try {
            while (!baton.outcome().isOver(LOOK)) {
                look(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a simulation ran", e);
        }
    }

    private void look(long now) {
        Actor holder = baton.holder();
        long taken = baton.steps();
        if (holder == null || taken != steps || holder.thread.isBetween()) {
            steps = taken;
            blockedSince = now;
            busySince = now;
            return;
        }
        if (!BLOCKED.contains(holder.thread.getState())) {
            blockedSince = now;
        }
        Duration blocked = Duration.ofNanos(now - blockedSince);
        Duration busy = Duration.ofNanos(now - busySince);
        if (blocked.compareTo(patience) > 0 || busy.compareTo(patience.multipliedBy(BUSY)) > 0) {
            baton.outcome().stuck(holder, busy);
            baton.outcome().ended();
        }
    }
}
