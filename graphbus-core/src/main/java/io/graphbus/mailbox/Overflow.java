package io.graphbus.mailbox;

/** What a full mailbox does with one more event. */
public enum Overflow {
    /** Publishers outside of agents wait for room. */
    BLOCK,
    /** The publisher gets {@code QUEUE_FULL}. */
    REJECT,
    /** The event that has waited longest makes room and is counted as dropped. */
    DROP_OLDEST
}
