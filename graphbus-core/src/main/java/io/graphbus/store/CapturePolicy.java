package io.graphbus.store;

/** When the state of agents is saved. It is always saved when the graph stops. */
public enum CapturePolicy {

    /**
     * A moment after an execution that may have changed it: an agent that is busy is saved about
     * ten times a second, one that is idle not at all.
     */
    AFTER_EXECUTION,

    /** At even intervals, if it has changed. */
    INTERVAL,

    /** Only when the graph stops. */
    ON_STOP
}
