package io.graphbus.agent;

/** Where a subscription begins that is new, among the kept events of durable topics. */
public enum Start {
    /** With the next event that is published. */
    LATEST,
    /** With the oldest event that is kept. */
    EARLIEST
}
