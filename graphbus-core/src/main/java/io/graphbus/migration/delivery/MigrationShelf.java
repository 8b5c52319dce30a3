package io.graphbus.migration.delivery;

import io.graphbus.migration.Migration;
import java.util.Collection;
import java.util.List;

/**
 * Migrations that come and go while graphs run: a delivery after a change is planned by the new
 * ones. Usable from any thread.
 */
public final class MigrationShelf {

    private volatile List<Migration> migrations = List.of();

    /** Puts these in the place of all others; those of other subjects than payloads lie idle. */
    public void set(Collection<? extends Migration> others) {
        migrations = List.copyOf(others);
    }

    /** All; the same list until they change. */
    public List<Migration> migrations() {
        return migrations;
    }
}
