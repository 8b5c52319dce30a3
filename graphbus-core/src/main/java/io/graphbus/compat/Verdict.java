package io.graphbus.compat;

/** Whether everything that is written can be read. */
public enum Verdict {
    /** Proved. */
    COMPATIBLE,
    /** Refuted by a value. */
    INCOMPATIBLE,
    /** Neither proved nor refuted. */
    INDETERMINATE
}
