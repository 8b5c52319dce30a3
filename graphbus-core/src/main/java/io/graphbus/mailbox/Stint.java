package io.graphbus.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread's work on mailboxes, as the watchdog sees it. Fields are hints: late readings do no
 * harm.
 */
class Stint {

    private static final VarHandle PROGRESS = progressField();

    /** Counts executions begun. */
    private int progress;

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

    final void step() {
        PROGRESS.setOpaque(this, progress + 1);
    }

    final int progress() {
        return (int) PROGRESS.getOpaque(this);
    }

    private static VarHandle progressField() {
        try {
            return MethodHandles.lookup().findVarHandle(Stint.class, "progress", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
