package io.graphbus.store.log;

/**
 * An event of the log.
 *
 * @param position its place, from 1; positions grow, but some are never taken
 */
public record StoredEvent(long position, EventData data) {}
