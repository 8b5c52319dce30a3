package io.graphbus.bus;

import org.jspecify.annotations.Nullable;

/**
 * How one subscription fared with an event, as of the moment of asking.
 *
 * @param handler name of the handling method
 * @param attempts executions so far
 * @param error what went wrong, in one line; {@code null} when nothing did
 */
public record DeliveryRecord(
        String agent, String handler, Status status, int attempts, @Nullable String error) {

    /** Where a delivery stands. */
    public enum Status {
        QUEUED,
        DELIVERED,
        FAILED,
        /** The subscription's filter did not match. */
        FILTERED,
        /** Pushed out of a full mailbox. */
        DROPPED,
        /** The handler was gone when its turn came. */
        CANCELLED
    }
}
