package io.graphbus.bus;

/** Says that an event was accepted. Its id is put into words when somebody asks. Immutable. */
public final class Receipt {

    private final String node;
    private final long sequence;
    private final int subscribers;

    Receipt(String node, long sequence, int subscribers) {
        this.node = node;
        this.sequence = sequence;
        this.subscribers = subscribers;
    }

    /** The event's id. */
    public String id() {
        return node + sequence;
    }

    /** How many subscriptions the event was queued for. */
    public int subscribers() {
        return subscribers;
    }

    @Override
    public String toString() {
        return id() + " queued for " + subscribers;
    }
}
