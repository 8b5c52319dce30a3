package io.graphbus.store;

import io.graphbus.store.StateStore.StoredState;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was done with migrations of states. Entries are added and never changed; those of one
 * run tell how it went. Safe for use by many threads.
 */
public interface MigrationHistory {

    /**
     * Adds an entry at the end.
     *
     * @throws io.graphbus.problem.GraphBusException {@code OUTPUT_NOT_WRITABLE}; nothing is added
     *     then
     */
    void append(Entry entry);

    /**
     * All entries, oldest first.
     *
     * @throws io.graphbus.problem.GraphBusException {@code MIGRATION_HISTORY_DAMAGED}
     */
    List<Kept> entries();

    /** Does what nobody else may do at the same time who uses the same history. */
    <T> T exclusively(Supplier<T> work);

    /**
     * Keeps entries and what they tell of together: all of it or nothing, where the history is kept
     * in the same place as the states. Elsewhere one after the other.
     */
    default void together(Runnable work) {
        work.run();
    }

    /** How a run stands. */
    enum Status {
        PENDING,
        RUNNING,
        APPLIED,
        FAILED,
        ROLLED_BACK,
        /** Given up, as another run did the same. */
        SUPERSEDED
    }

    /**
     * What happened in a run of a migration.
     *
     * @param run what the entries of one run have in common
     * @param migration id of the migration
     * @param checksum of the migration as it was then
     * @param by who asked for it
     * @param count of the states that were migrated
     * @param note why it failed; usually empty
     * @param result hash of the state that it left; empty when it left none
     * @param backup the state before, where it begins
     * @param accepted why the run counts although something of it has changed; {@code null} unless
     *     that is what this entry says
     */
    record Entry(
            String run,
            String agent,
            String migration,
            String checksum,
            String from,
            String to,
            Status status,
            Instant at,
            String by,
            long durationMs,
            int count,
            String note,
            String result,
            @Nullable StoredState backup,
            @Nullable String accepted) {}

    /**
     * An entry as it is kept.
     *
     * @param intact whether it is as it was added
     */
    record Kept(Entry entry, boolean intact) {}
}
