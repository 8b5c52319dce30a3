package io.graphbus.coherence.evidence;

import java.time.Instant;

/**
 * Deliveries of one version in one cell. Each counts 1 when it happens and half of that a half-life
 * later.
 *
 * @param version as written; {@link Interaction#NO_VERSION} for none
 * @param passed deliveries that kept the contract
 * @param refused deliveries that did not
 */
public record VersionEvidence(
        String version, double passed, double refused, Instant firstSeen, Instant lastSeen) {

    public double weight() {
        return passed + refused;
    }

    /** Whether the reader refuses this version: at least every second of its deliveries. */
    public boolean isBroken() {
        return refused > 0 && refused >= passed;
    }

    /** The same as if none had been refused. */
    public VersionEvidence allPassed() {
        return new VersionEvidence(version, weight(), 0, firstSeen, lastSeen);
    }
}
