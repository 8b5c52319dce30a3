package io.graphbus.mailbox;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mailbox with somebody who works off its mail, for races: the scheduler only notes that the
 * mailbox wants to be emptied, and whoever plays the drain loop does it. What the reader counts has
 * no fence of its own, so that a hand-over that does not publish shows as a wrong count.
 */
final class Desk implements Mailbox.Recipient, Mailbox.Scheduler {

    final Mailbox box;
    private final AtomicInteger wanted = new AtomicInteger();
    private int inside;
    private int worked;
    private int overlapped;
    private int discarded;
    private int dropped;

    Desk(int capacity, Overflow overflow) {
        box = new Mailbox(this, this, capacity, overflow);
    }

    /** A desk whose mailbox is open and idle. */
    static Desk open() {
        Desk desk = new Desk(1024, Overflow.BLOCK);
        desk.box.open();
        return desk;
    }

    static final class Letter extends Mail {
        final int number;

        Letter(int number) {
            this.number = number;
        }

        @Override
        protected boolean isDroppable() {
            return true;
        }
    }

    void put(int number) {
        put(number, PriorityMail.NORMAL);
    }

    void put(int number, int level) {
        if (box.reserve(Long.MAX_VALUE)) {
            box.put(new Letter(number), level);
        }
    }

    /** Works in the turn as a caller does, if it can be had; says whether. */
    boolean call() {
        if (!box.tryEnter()) {
            return false;
        }
        work();
        box.leave();
        return true;
    }

    /** Work by whoever has the turn. */
    void work() {
        if (inside++ != 0) {
            overlapped++;
        }
        worked++;
        inside--;
    }

    /** Plays a drain loop that was told of one mailbox, if it was told of one. */
    void loopOnce() {
        int seen = wanted.get();
        if (seen > 0 && wanted.compareAndSet(seen, seen - 1)) {
            box.drain(new Stint());
        }
    }

    /** Plays the loops until nobody wants anything any more. */
    void settle() {
        while (wanted.get() > 0) {
            loopOnce();
        }
    }

    int worked() {
        return worked;
    }

    int overlapped() {
        return overlapped;
    }

    int discarded() {
        return discarded;
    }

    int dropped() {
        return dropped;
    }

    @Override
    public void schedule(Mailbox mailbox) {
        wanted.incrementAndGet();
    }

    @Override
    public boolean isBusy() {
        return false;
    }

    @Override
    public void resume(boolean atOnce) {}

    @Override
    public void receive(Mail mail) {
        work();
    }

    public void rest() {}

    @Override
    public void pause() {}

    @Override
    public void dropped(Mail mail) {
        dropped++;
    }

    @Override
    public void discarded(Mail mail) {
        discarded++;
    }
}
