package io.graphbus.migration.state;

import io.graphbus.store.MigrationHistory.Entry;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore.StoredState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one run of a migration stands, or that a migration waits for its first.
 *
 * @param id of the run; that of the migration while it has none
 * @param changed why it does not count as it stands; empty when all is well
 * @param at when it came to stand so; {@code null} while it waits
 * @param explanation what the status means and what to do, where that is not plain
 */
public record MigrationRun(
        String id,
        String agent,
        String migration,
        String from,
        String to,
        Status status,
        String changed,
        @Nullable Instant at,
        String by,
        long durationMs,
        int count,
        String explanation,
        Trace trace) {

    /**
     * What the history has of it.
     *
     * @param checksum of the migration when it was run
     * @param result hash of the state that it left
     */
    public record Trace(String checksum, String result, @Nullable StoredState backup) {}

    private static final String OPEN =
            "It has begun and not ended: it is at work, or its process died. Apply goes on with it.";

    static MigrationRun of(Entry last, @Nullable StoredState backup, String changed) {
        return new MigrationRun(
                last.run(),
                last.agent(),
                last.migration(),
                last.from(),
                last.to(),
                last.status(),
                changed,
                last.status() == Status.PENDING ? null : last.at(),
                last.by(),
                last.durationMs(),
                last.count(),
                last.status() == Status.RUNNING ? OPEN : last.note(),
                new Trace(last.checksum(), last.result(), backup));
    }

    public boolean isChanged() {
        return !changed.isEmpty();
    }

    boolean isOf(String what) {
        return id.equals(what) || migration.equals(what);
    }

    /** The word for people: the status, or that it is not what it was. */
    public String word() {
        return isChanged() ? "CHANGED" : status.name();
    }
}
