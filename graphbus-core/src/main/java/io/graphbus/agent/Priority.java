package io.graphbus.agent;

/** An event's place in a queue; lower ones age, so that none waits for ever. */
public enum Priority {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW
}
