package io.graphbus.coherence.evidence;

/** What versions and contracts did to one delivery; what the handler did does not count. */
public enum Outcome {
    /** The payload was handed over as it was written. */
    PASSED,
    /** The payload was migrated first. */
    MIGRATED,
    /** It needed a migration, and none leads there. */
    NO_PATH,
    /** It needed a migration, which failed. */
    MIGRATION_FAILED,
    /** It does not satisfy the reader's schema. */
    VIOLATED;

    /** Whether the contract was kept. */
    public boolean isValid() {
        return this == PASSED || this == MIGRATED;
    }

    /** Whether the reader wanted another version than was written. */
    public boolean needsMigration() {
        return this == MIGRATED || this == NO_PATH || this == MIGRATION_FAILED;
    }
}
