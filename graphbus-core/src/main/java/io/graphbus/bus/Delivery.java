package io.graphbus.bus;

import io.graphbus.mailbox.Mail;
import org.jspecify.annotations.Nullable;

/** One event in one subscription's mailbox. */
public final class Delivery extends Mail {

    private @Nullable Envelope envelope;
    private final int slot;

    Delivery(Envelope envelope, int slot) {
        this.envelope = envelope;
        this.slot = slot;
    }

    /** Takes the event out: a mailbox keeps the last mail it gave, but not what was in it. */
    public Envelope take() {
        Envelope taken = envelope;
        if (taken == null) {
            throw new IllegalStateException("the event was taken before");
        }
        envelope = null;
        return taken;
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
