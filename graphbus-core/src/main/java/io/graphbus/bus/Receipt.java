package io.graphbus.bus;

/**
 * Says that an event was accepted. Its id is put into words when somebody asks. Immutable, unless
 * the event is held back until a transaction has committed.
 */
public interface Receipt {

    /** The event's id; a name that no event has while the event is held back. */
    String id();

    /** How many subscriptions the event was queued for; none while it is held back. */
    int subscribers();

    /**
     * Whether nothing was published, since an event with the same idempotency key had been; the
     * receipt is that event's.
     */
    default boolean isDuplicate() {
        return false;
    }
}
