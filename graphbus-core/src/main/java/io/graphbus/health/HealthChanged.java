package io.graphbus.health;

import io.graphbus.signal.Signal;
import java.time.Instant;

/**
 * The status of an agent is another one now.
 *
 * @param reason in words
 */
public record HealthChanged(
        String agent, HealthStatus from, HealthStatus to, String reason, Instant at)
        implements Signal {

    public boolean isWorse() {
        return to.isWorseThan(from);
    }
}
