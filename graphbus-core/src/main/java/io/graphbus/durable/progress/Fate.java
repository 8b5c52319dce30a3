package io.graphbus.durable.progress;

/** What has become of a delivery for the time being. */
public enum Fate {
    COMPLETED,
    DEAD,
    FILTERED,
    /** Not handled within its time. */
    EXPIRED,
    /** It is not for the subscription any more. */
    CANCELLED,
    /** It waits for another attempt, or behind one that does. */
    PUT_OFF,
    /** It is somebody else's now. */
    GONE
}
