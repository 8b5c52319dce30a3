package io.graphbus.bus;

import io.graphbus.mailbox.Mail;

/**
 * One event in one subscription's mailbox. The event's first subscription needs none: there the
 * {@link Envelope} itself is the mail.
 */
public final class Delivery extends Mail {

    private final Envelope envelope;
    private final int slot;

    public Delivery(Envelope envelope, int slot) {
        this.envelope = envelope;
        this.slot = slot;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The subscription's place among the event's subscribers. */
    public int slot() {
        return slot;
    }

    @Override
    protected boolean isDroppable() {
        return true;
    }
}
