package io.graphbus.retry;

import io.graphbus.bus.Subscriber;
import io.graphbus.model.Subscription;

/** A subscription whose failed deliveries are tried again. */
public interface Retried extends Subscriber {

    RetryPolicy retryPolicy();

    /** Whether it still takes events. */
    boolean isActive();

    Setbacks setbacks();

    /** As its agent declares it. */
    Subscription definition();

    /** Whether its agent has state, so that only one process may execute it at a time. */
    boolean isExclusive();
}
