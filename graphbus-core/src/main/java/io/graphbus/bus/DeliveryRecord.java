package io.graphbus.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one subscription fared with an event, as of the moment of asking.
 *
 * @param handler name of the handling method
 * @param attempts executions so far
 * @param error what went wrong last, in one line; {@code null} when nothing did
 * @param nextAttempt when a failed delivery is tried again; {@code null} when it is not
 */
public record DeliveryRecord(
        String agent,
        String handler,
        Status status,
        int attempts,
        @Nullable String error,
        @Nullable Instant nextAttempt) {

    /** Where a delivery stands. */
    public enum Status {
        QUEUED,
        DELIVERED,
        /** Failed, and waits for another attempt. */
        RETRYING,
        /** Failed for the last time. */
        DEAD,
        /** The subscription's filter did not match. */
        FILTERED,
        /** Pushed out of a full mailbox. */
        DROPPED,
        /** The handler was gone when its turn came. */
        CANCELLED
    }
}
