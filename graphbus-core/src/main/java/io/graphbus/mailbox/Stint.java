package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * One thread's work on mailboxes, as the watchdog sees it. Fields are hints: late readings do no
 * harm.
 */
class Stint {

    /** Counts executions begun. */
    volatile int progress;

    /** What is being emptied now. */
    volatile @Nullable Mailbox current;

    /** Asks to let other mailboxes have a go. */
    volatile boolean yield;

    /** Ends the thread after the execution it is in; somebody else has taken its place. */
    volatile boolean retired;

    /** Whether looking for more mail for a moment is cheaper than being started again. */
    boolean mayLinger() {
        return false;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    final void step() {
        progress++;
    }
}
