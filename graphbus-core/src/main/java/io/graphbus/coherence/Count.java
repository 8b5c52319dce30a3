package io.graphbus.coherence;

import io.graphbus.coherence.evidence.VersionEvidence;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/**
 * Deliveries of one version in a cell. What has just passed, as it was or migrated, waits in {@link
 * #fresh} and {@link #freshMigrated} until the cell is brought up to date; the rest is guarded by
 * the cell.
 */
final class Count {

    final String version;
    final LongAdder fresh = new LongAdder();
    final LongAdder freshMigrated = new LongAdder();
    double passed;
    double refused;
    final long firstSeen;
    long lastSeen;

    Count(String version, long millis) {
        this.version = version;
        this.firstSeen = millis;
        this.lastSeen = millis;
    }

    Count(VersionEvidence seen) {
        this(seen.version(), seen.firstSeen().toEpochMilli());
        lastSeen = seen.lastSeen().toEpochMilli();
        passed = seen.passed();
        refused = seen.refused();
    }

    boolean hasFresh() {
        return fresh.sum() > 0 || freshMigrated.sum() > 0;
    }

    /** Takes in what passed at a moment, and says how much that is. */
    long settle(long migrated, long millis) {
        long now = fresh.sumThenReset() + migrated;
        if (now > 0) {
            passed += now;
            lastSeen = Math.max(lastSeen, millis);
        }
        return now;
    }

    void fade(double factor) {
        passed *= factor;
        refused *= factor;
    }

    double weight() {
        return passed + refused;
    }

    /** Takes over what was counted for a version that gives way, so that no delivery is lost. */
    void inherit(Count other) {
        passed += other.passed;
        refused += other.refused;
    }

    VersionEvidence evidence() {
        return new VersionEvidence(
                version,
                passed,
                refused,
                Instant.ofEpochMilli(firstSeen),
                Instant.ofEpochMilli(lastSeen));
    }
}
