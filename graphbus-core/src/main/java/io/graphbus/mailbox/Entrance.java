package io.graphbus.mailbox;

import io.graphbus.stack.Headroom;
import io.graphbus.stack.Shocks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as seen by those who bring mail or take the turn. They may come to the end of their
 * stack, or of memory, at every call: then they note what is left, without a call, and {@link
 * #steady} does it on a thread that has both.
 */
abstract sealed class Entrance permits Mailbox {

    static final int IDLE = 0;
    static final int SCHEDULED = 1;
    static final int HELD = 2;

    static final VarHandle STATE = stateField();

    final Mailbox.Recipient recipient;
    final Mailbox.Scheduler scheduler;
    final PriorityMail mail;
    final Places places;

    /** Whose turn it is: nobody's, a drain's that has yet to begin, or somebody's. */
    volatile int state = HELD;

    /** Whether something is left to be done. */
    private volatile boolean shaken;

    /** Places nobody could take back; guarded by this. */
    private int owed;

    Entrance(
            Mailbox.Recipient recipient,
            Mailbox.Scheduler scheduler,
            int capacity,
            Overflow overflow) {
        this.recipient = recipient;
        this.scheduler = scheduler;
        this.places = new Places(capacity);
        this.mail = new PriorityMail(overflow);
    }

    /**
     * Takes a place for one event. Each success must be followed by {@link #put} or {@link
     * #cancel}.
     *
     * @param limit places there are in all, usually {@link #capacity()}
     */
    public boolean reserve(long limit) {
        if (places.give(limit)) {
            return true;
        }
        try {
            if (mail.mayEvict()) {
                Headroom.require();
                evict();
                return true;
            }
            places.takeBack();
            return false;
        } catch (VirtualMachineError e) { // nothing can be called here: no stack, or no memory
            synchronized (this) {
                owed++;
            }
            shaken = true;
            synchronized (Shocks.class) {
                Shocks.count++;
            }
            throw e;
        }
    }

    private void evict() {
        Mail oldest = mail.evict();
        if (oldest != null) {
            cancel();
            recipient.dropped(oldest);
        }
    }

    /** Gives a reserved place back. */
    public void cancel() {
        places.takeBack();
    }

    /**
     * Adds mail and makes sure that it will be looked at. When this fails the mail was not added.
     *
     * @param level 0 to 3, 0 first
     */
    public void put(Mail item, int level) {
        mail.add(item, level);
        try {
            if (state == IDLE && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
                scheduler.schedule((Mailbox) this);
            }
        } catch (VirtualMachineError e) { // nothing can be called here
            shaken = true;
            synchronized (Shocks.class) {
                Shocks.count++;
            }
        }
    }

    /** Takes the turn if nobody has it and nothing waits. */
    public boolean tryEnter() {
        return state == IDLE && mail.isEmpty() && STATE.compareAndSet(this, IDLE, HELD);
    }

    /**
     * Gives the turn back, or on to the thread that is next in line: by way of a drain that would
     * cost two threads a wake-up each. Who took the turn made sure of the stack for this; to ask
     * for stack here would end a compiled caller before it came to give anything back.
     */
    public void leave() {
        if (handOn()) {
            return;
        }
        state = IDLE;
        try {
            if (!mail.isEmpty() && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
                scheduler.schedule((Mailbox) this);
            }
        } catch (VirtualMachineError e) { // nothing can be called here
            shaken = true;
            synchronized (Shocks.class) {
                Shocks.count++;
            }
        }
    }

    private boolean handOn() {
        for (Ticket next = nextTicket(); next != null; next = nextTicket()) {
            mail.release();
            if (next.settle(Ticket.State.GRANTED)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Ticket nextTicket() {
        return mail.seemsEmpty() || isClosed() ? null : mail.pollTicket();
    }

    abstract boolean isClosed();

    /**
     * Finishes what others left when their stack or memory came to its end. A mailbox may be
     * scheduled twice by that: the second drain finds nothing to do.
     */
    public void steady() {
        if (shaken) {
            shaken = false;
            synchronized (this) {
                for (; owed > 0; owed--) {
                    places.takeBack();
                }
            }
            wakeAgain();
        }
    }

    private void wakeAgain() {
        try {
            if (state == IDLE && !mail.isEmpty()) {
                STATE.compareAndSet(this, IDLE, SCHEDULED);
            }
            if (state == SCHEDULED) {
                scheduler.schedule((Mailbox) this);
            }
        } catch (VirtualMachineError e) {
            shaken = true;
            throw e;
        }
    }

    private static VarHandle stateField() {
        try {
            return MethodHandles.lookup().findVarHandle(Entrance.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
