package io.graphbus.retry;

import io.graphbus.bus.Subscriber;
import org.jspecify.annotations.Nullable;

/** A subscription whose failed deliveries are tried again. */
public interface Retried extends Subscriber {

    RetryPolicy retryPolicy();

    /** Whether it still takes events. */
    boolean isActive();

    Setbacks setbacks();

    /** The range of payload versions its handler declares; {@code null} for none. */
    default @Nullable String accepts() {
        return null;
    }

    /** Whether its agent has state, so that only one process may execute it at a time. */
    default boolean isExclusive() {
        return false;
    }
}
