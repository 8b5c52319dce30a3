package io.graphbus.gate;

/** Whom contracts bind when an event is published, before anybody reads it. */
public enum ContractEnforcement {
    /** Nobody; what does not fit is found by its readers. */
    NONE,
    /** An agent publishes what its contract says, and nothing beside the declared properties. */
    WRITER
}
