package io.graphbus.mailbox;

import io.graphbus.conduct.ConductedLock;
import io.graphbus.conduct.Conductor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One lane of an agent: what waits for it, and whose turn it is. At most one thread holds the turn;
 * a drain loop takes it to hand mail to the {@link Recipient}, a calling thread takes it to run in
 * the agent itself. A new mailbox is shut until {@link #open()}: mail gathers, nothing runs. Usable
 * from any thread.
 */
public final class Mailbox {

    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;
    private static final int HELD = 2;
    private static final int BUDGET = 256;
    private static final int LINGER = 200;
    private static final long RECHECK = TimeUnit.MILLISECONDS.toNanos(10);

    private static final VarHandle STATE = field("state", int.class);
    private static final VarHandle ACCEPTED = field("accepted", long.class);
    private static final VarHandle TAKEN = field("taken", long.class);

    final Recipient recipient;
    private final Scheduler scheduler;
    private final int capacity;
    private final PriorityMail mail;
    private final ConductedLock room = new ConductedLock();
    private final Condition freed = room.newCondition();

    private volatile int state = HELD;
    private volatile long accepted;
    private volatile long taken;
    private volatile int waiting;
    private volatile int held;
    private volatile long moves;
    private volatile boolean closed;

    public Mailbox(Recipient recipient, Scheduler scheduler, int capacity, Overflow overflow) {
        this.recipient = recipient;
        this.scheduler = scheduler;
        this.capacity = capacity;
        this.mail = new PriorityMail(overflow);
    }

    /**
     * Who mail is for. All methods but {@code dropped} are called by the turn's holder and must not
     * throw.
     */
    public interface Recipient {

        /** A drain begins, or goes on after having waited for mail. */
        void resume();

        void receive(Mail mail);

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
     * Takes a place for one event. Each success must be followed by {@link #put} or {@link
     * #cancel}.
     *
     * @param limit places there are in all, usually {@link #capacity()}
     */
    public boolean reserve(long limit) {
        long before = (long) ACCEPTED.getAndAdd(this, 1L);
        if (before - taken < limit) {
            return true;
        }
        if (mail.mayEvict()) {
            evict();
            return true;
        }
        cancel();
        return false;
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
        ACCEPTED.getAndAdd(this, -1L);
    }

    /**
     * Waits until there is room, until the time has come, or until interrupted; says whether there
     * is room.
     */
    public boolean awaitRoom(long deadline) throws InterruptedException {
        room.lockInterruptibly();
        try {
            waiting++;
            while (waitingMail() >= capacity) {
                long left = deadline - Conductor.current().nanoTime();
                if (left <= 0) {
                    return false;
                }
                freed.awaitNanos(Math.min(left, RECHECK));
            }
            return true;
        } finally {
            waiting--;
            room.unlock();
        }
    }

    /**
     * Adds mail and makes sure that it will be looked at.
     *
     * @param level 0 to 3, 0 first
     */
    public void put(Mail item, int level) {
        mail.add(item, level);
        if (state == IDLE && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
            scheduler.schedule(this);
        }
    }

    /** Takes the turn if nobody has it and nothing waits. */
    public boolean tryEnter() {
        return state == IDLE && mail.isEmpty() && STATE.compareAndSet(this, IDLE, HELD);
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
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void hold() {
        moves++;
        held++;
        if (!mail.mayEvict()) {
            ACCEPTED.getAndAdd(this, 1L);
        }
    }

    /** A held event is done with. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void release() {
        if (!mail.mayEvict()) {
            cancel();
        }
        held--;
        moves += 2;
        if (waiting != 0) {
            tellRoom();
        }
    }

    /** Events that were handed out and are not done with. */
    public int held() {
        return held;
    }

    /** Whether a full mailbox pushes out what waited longest. */
    public boolean mayEvict() {
        return mail.mayEvict();
    }

    /** Gives the turn back. */
    public void leave() {
        state = IDLE;
        if (!mail.isEmpty() && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
            scheduler.schedule(this);
        }
    }

    /** Lets mail flow for the first time. */
    public void open() {
        leave();
    }

    /** From now on mail is discarded and tickets are turned away. */
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    void drain(Stint stint) {
        state = HELD;
        stint.current = this;
        recipient.resume();
        int left = BUDGET;
        while (true) {
            Mail next = mail.poll();
            if (next == null && (next = linger(stint)) == null) {
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
            TAKEN.setRelease(this, taken + 1);
            if (waiting != 0 && waitingMail() <= capacity / 2) {
                tellRoom();
            }
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
        end(stint, HELD);
        if (ticket.settle(Ticket.State.GRANTED)) {
            return true;
        }
        stint.current = this;
        recipient.resume();
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
        if (!stint.mayLinger() || closed) {
            return null;
        }
        for (int i = 0; i < LINGER && !scheduler.isBusy(); i++) {
            Thread.onSpinWait();
            Mail next = mail.poll();
            if (next != null) {
                recipient.resume();
                return next;
            }
        }
        return null;
    }

    private void tellRoom() {
        room.lock();
        try {
            freed.signalAll();
        } finally {
            room.unlock();
        }
    }

    public int capacity() {
        return capacity;
    }

    /** Events that wait; at least 0, and late while others come and go. */
    public int waitingMail() {
        return (int) Math.max(0, accepted - taken);
    }

    /** A number that changes with every event put, held or released. */
    public long accepted() {
        return accepted + moves;
    }

    /**
     * Whether nobody has the turn, nothing waits and nothing is about to be put; what is held does
     * not count.
     */
    public boolean isIdle() {
        return state == IDLE && mail.isEmpty() && accepted == taken + (mail.mayEvict() ? 0 : held);
    }

    private static VarHandle field(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Mailbox.class, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
