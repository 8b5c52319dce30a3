package io.graphbus.store;

class InMemoryMigrationHistoryTest extends AnyMigrationHistory {

    private final MigrationHistory history = new InMemoryMigrationHistory();

    @Override
    protected MigrationHistory history() {
        return history;
    }
}
