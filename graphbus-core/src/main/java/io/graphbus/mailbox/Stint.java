package io.graphbus.mailbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's work on mailboxes, as the watchdog sees it. Fields are hints: late readings do no
 * harm.
 */
class Stint {

    private static final Logger log = LoggerFactory.getLogger(Stint.class);
    private static final int LINGER = 200;
    private static final int STREAMING = 4;
    private static final int GAP = 31;
    private static final VarHandle PROGRESS = progressField();

    /** Counts executions begun. */
    private int progress;

    /** How long mail is let gather; for the thread itself. */
    private int gap;

    /** What is being emptied now. */
    volatile @Nullable Mailbox current;

    /** Asks to let other mailboxes have a go. */
    volatile boolean yield;

    /** Whether what is emptied now follows on the last without a pause; for the thread itself. */
    boolean follows;

    /** Ends the thread after the execution it is in; somebody else has taken its place. */
    volatile boolean retired;

    /** Whether looking for more mail for a moment is cheaper than being started again. */
    boolean mayLinger() {
        return false;
    }

    /**
     * Looks for more mail for a moment, if that is cheaper than being started again; says whether
     * there is some. While mail streams in, looking at once would only find the next one, and make
     * its writer wait for the cache line that is looked at: then some more is let gather first.
     */
    final boolean linger(PriorityMail mail, Mailbox.Scheduler scheduler) {
        if (!mayLinger()) {
            return false;
        }
        for (int i = 0; i < gap; i++) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < LINGER && !scheduler.isBusy(); i++) {
            Thread.onSpinWait();
            if (!mail.seemsEmpty()) {
                gap = i < STREAMING ? Math.min(GAP, 2 * gap + 1) : gap / 2;
                return true;
            }
        }
        gap = 0;
        return false;
    }

    /** The engine failed in a drain, out of memory as a rule: ends it as well as that goes. */
    final void giveUp(Mailbox mailbox, Throwable cause) {
        log.error("The engine failed while emptying a mailbox", cause);
        current = null;
        try {
            mailbox.recipient.pause();
        } catch (Throwable e) { // a thread's edge: the turn must be given back
            log.debug("The drain could not be ended", e);
        }
        mailbox.leave();
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
