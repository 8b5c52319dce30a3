package io.graphbus.migration.delivery;

/** Why a payload was not given to a subscriber. */
public enum Refusal {
    /** No migrations lead from the version written to one the subscriber reads. */
    NO_MIGRATION_PATH,
    /** A migration threw, took too long, or changed what it was given. */
    MIGRATION_FAILED,
    /** What would be handed over does not satisfy the subscriber's schema. */
    SCHEMA_VIOLATED
}
