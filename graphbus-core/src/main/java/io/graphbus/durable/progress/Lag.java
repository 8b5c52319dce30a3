package io.graphbus.durable.progress;

import io.graphbus.store.log.Reader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscription is behind with events of durable topics, here.
 *
 * @param running whether it is part of the graph; otherwise its events wait until it is again
 * @param paused whether it is delivered nothing for the time being
 * @param unread positions, of all topics, that it has not looked at
 * @param inFlight deliveries that are made or wait in its agent's mailbox
 * @param deferred deliveries that wait for another attempt, or behind one that does
 * @param oldest when the oldest event was published that is not settled and was not put off; {@code
 *     null} when all are, or when it is not known
 */
public record Lag(
        Reader reader,
        boolean running,
        boolean paused,
        long unread,
        int inFlight,
        int deferred,
        @Nullable Instant oldest) {

    /** The same, of a subscription that runs here. */
    public Lag paused(boolean isPaused, @Nullable Instant waiting) {
        return new Lag(reader, true, isPaused, unread, inFlight, deferred, waiting);
    }

    /** All that has not been settled. */
    public long total() {
        return unread + inFlight + deferred;
    }
}
