package io.graphbus.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * One lane of an agent: what waits for it, and whose turn it is. At most one thread holds the turn;
 * a drain loop takes it to hand mail to the {@link Recipient}, a calling thread takes it to run in
 * the agent itself. A new mailbox is shut until {@link #open()}: mail gathers, nothing runs. Usable
 * from any thread.
 */
public final class Mailbox extends Entrance {

    private static final int BUDGET = 256;

    private volatile boolean closed;

    /** Written by the holder of the turn, read late by others. */
    private int turn;

    public Mailbox(Recipient recipient, Scheduler scheduler, int capacity, Overflow overflow) {
        super(recipient, scheduler, capacity, overflow);
    }

    /**
     * Who mail is for. All methods but {@code dropped} are called by the turn's holder and must not
     * throw.
     */
    public interface Recipient {

        /**
         * A drain begins, or goes on after a rest.
         *
         * @param atOnce whether it follows on another drain of the same thread without a pause
         */
        void resume(boolean atOnce);

        void receive(Mail mail);

        /** There is no mail for the moment; either {@link #resume} or {@link #pause} follows. */
        void rest();

        /** A drain ends. */
        void pause();

        /** Mail will not be handled: pushed out of a full mailbox. Called by the publisher. */
        void dropped(Mail mail);

        /** Mail will not be handled: the mailbox is closed. */
        void discarded(Mail mail);
    }

    /** Who empties mailboxes. */
    public interface Scheduler {

        /** Has {@link Mailbox#drain} called soon, once. */
        void schedule(Mailbox mailbox);

        /** Whether other mailboxes are waiting to be emptied. */
        boolean isBusy();
    }

    /**
     * Waits until there is room, until the time has come, or until interrupted; says whether there
     * is room.
     */
    public boolean awaitRoom(long deadline) throws InterruptedException {
        return places.await(deadline);
    }

    /** Lines up for the turn behind what is already waiting. */
    public Ticket queue() {
        Ticket ticket = new Ticket();
        put(ticket, PriorityMail.NORMAL);
        return ticket;
    }

    /**
     * An event that was handed out is not done with: it takes a place again, unless this mailbox
     * pushes events out. Only for the turn's holder, like {@link #release()}.
     */
    public void hold() {
        places.hold(!mail.mayEvict());
    }

    /** A held event is done with. */
    public void release() {
        places.release(!mail.mayEvict());
    }

    /** Events that were handed out and are not done with. */
    public int held() {
        return places.held();
    }

    /** Whether a full mailbox pushes out what waited longest. */
    public boolean mayEvict() {
        return mail.mayEvict();
    }

    /** A number that changes with every drain. */
    int turn() {
        return turn;
    }

    /** Lets mail flow for the first time. */
    public void open() {
        leave();
    }

    /** From now on mail is discarded and tickets are turned away. */
    public void close() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    void drain(Stint stint) {
        if (!STATE.compareAndSet(this, SCHEDULED, HELD)) {
            return;
        }
        turn++;
        stint.current = this;
        recipient.resume(stint.follows);
        int left = BUDGET;
        while (true) {
            Mail next = mail.poll();
            if (next == null && (next = linger(stint)) == null) {
                mail.release();
                end(stint, IDLE);
                leave();
                return;
            }
            if (next instanceof Ticket ticket) {
                if (admit(ticket, stint)) {
                    return;
                }
            } else {
                hand(next, stint);
                left--;
            }
            if (stint.retired || ((stint.yield || left <= 0) && scheduler.isBusy())) {
                end(stint, SCHEDULED);
                scheduler.schedule(this);
                return;
            }
        }
    }

    private void hand(Mail next, Stint stint) {
        if (next.isDroppable()) {
            places.free();
        }
        stint.step();
        if (closed) {
            recipient.discarded(next);
        } else {
            recipient.receive(next);
        }
    }

    /** Whether the ticket's thread has the turn now. */
    private boolean admit(Ticket ticket, Stint stint) {
        if (closed) {
            ticket.settle(Ticket.State.CLOSED);
            return false;
        }
        if (ticket.state() != Ticket.State.WAITING) {
            return false;
        }
        mail.release();
        end(stint, HELD);
        if (ticket.settle(Ticket.State.GRANTED)) {
            return true;
        }
        stint.current = this;
        recipient.resume(false);
        return false;
    }

    private void end(Stint stint, int next) {
        recipient.pause();
        stint.yield = false;
        stint.current = null;
        if (next != IDLE) {
            state = next;
        }
    }

    private @Nullable Mail linger(Stint stint) {
        recipient.rest();
        Mail next = closed || !stint.linger(mail, scheduler) ? null : mail.poll();
        if (next != null) {
            recipient.resume(false);
        }
        return next;
    }

    public int capacity() {
        return places.capacity();
    }

    /** Events that wait; at least 0, and late while others come and go. */
    public int waitingMail() {
        return places.used();
    }

    /** A number that changes with every event put, held or released. */
    public long accepted() {
        return places.moves();
    }

    /**
     * Whether nobody has the turn, nothing waits and nothing is about to be put; what is held does
     * not count.
     */
    public boolean isIdle() {
        return state == IDLE && mail.isEmpty() && places.areFree(!mail.mayEvict());
    }
}
