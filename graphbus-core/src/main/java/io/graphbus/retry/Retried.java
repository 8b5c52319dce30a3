package io.graphbus.retry;

import io.graphbus.bus.Subscriber;

/** A subscription whose failed deliveries are tried again. */
public interface Retried extends Subscriber {

    RetryPolicy retryPolicy();

    /** Whether it still takes events. */
    boolean isActive();

    Setbacks setbacks();
}
