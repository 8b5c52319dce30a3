package io.graphbus.bus;

/** Says that an event was accepted. Its id is put into words when somebody asks. Immutable. */
public interface Receipt {

    /** The event's id. */
    String id();

    /** How many subscriptions the event was queued for. */
    int subscribers();
}
