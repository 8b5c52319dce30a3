package io.graphbus.coherence;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How coherence is watched.
 *
 * @param halfLife after which a delivery counts half
 * @param maxCells pairs of agents with a topic that are told apart; of more, those without traffic
 *     for longest are counted together
 * @param clock what time it is
 */
public record CoherenceOptions(Duration halfLife, int maxCells, InstantSource clock) {

    /** Ten minutes, 50,000 cells, the system's clock. */
    public static final CoherenceOptions DEFAULTS =
            new CoherenceOptions(Duration.ofMinutes(10), 50_000, InstantSource.system());

    public CoherenceOptions {
        if (halfLife.toMillis() < 1 || maxCells < 1) {
            throw new IllegalArgumentException("half-life and cells must be positive");
        }
    }

    public CoherenceOptions withHalfLife(Duration other) {
        return new CoherenceOptions(other, maxCells, clock);
    }

    public CoherenceOptions withMaxCells(int other) {
        return new CoherenceOptions(halfLife, other, clock);
    }

    public CoherenceOptions withClock(InstantSource other) {
        return new CoherenceOptions(halfLife, maxCells, other);
    }
}
