package io.graphbus.bus;

import java.time.Instant;
import java.util.Map;
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

    /** What went wrong so far. */
    record Setback(int failures, String error, @Nullable Instant next) {

        /** Those of one subscription, of all that went wrong by slot. */
        static int failures(
                Map<Integer, Setback> bySlot,
                Subscriber[] subscribers,
                String agent,
                String subscription) {
            return bySlot.entrySet().stream()
                    .filter(entry -> is(subscribers[entry.getKey()], agent, subscription))
                    .mapToInt(entry -> entry.getValue().failures)
                    .sum();
        }

        private static boolean is(Subscriber subscriber, String agent, String subscription) {
            return subscriber.agent().equals(agent) && subscriber.id().equals(subscription);
        }
    }

    static DeliveryRecord of(Subscriber to, Status status, @Nullable Setback setback) {
        int last = status == Status.DELIVERED ? 1 : 0;
        if (setback == null) {
            return new DeliveryRecord(to.agent(), to.handler(), status, last, null, null);
        }
        return new DeliveryRecord(
                to.agent(),
                to.handler(),
                status,
                setback.failures + last,
                setback.error,
                status == Status.RETRYING ? setback.next : null);
    }

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
        CANCELLED,
        /** The event's time was over when its turn came. */
        EXPIRED
    }
}
