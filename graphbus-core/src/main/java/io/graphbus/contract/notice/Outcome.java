package io.graphbus.contract.notice;

/** What a registered contract would do to an agent. */
public enum Outcome {
    /** It cannot read what it gets, or there is nothing any more to read. */
    BREAKS,
    /** It may wait for events that nobody sends any more. */
    STARVED,
    /** It would understand, but its range leaves the version out. */
    RANGE_ONLY,
    /** Neither proved nor refuted. */
    INDETERMINATE
}
