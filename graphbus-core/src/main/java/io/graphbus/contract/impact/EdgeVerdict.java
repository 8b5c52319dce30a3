package io.graphbus.contract.impact;

/** What a change does to one edge, from harmless to broken. */
public enum EdgeVerdict {
    /** Whatever is written is read, and the versions are accepted. */
    SAFE,
    /** Registered migrations make of what is written what is read. */
    SAFE_VIA_MIGRATION,
    /** The schemas fit, but the reader's range leaves the version out: widening it is enough. */
    RANGE_ONLY,
    /** Neither proved nor refuted. */
    INDETERMINATE,
    /** Refuted by a value, or there is nothing any more to read. */
    BREAKS;

    /** Whether nobody is hit. */
    public boolean isSafe() {
        return this == SAFE || this == SAFE_VIA_MIGRATION;
    }
}
