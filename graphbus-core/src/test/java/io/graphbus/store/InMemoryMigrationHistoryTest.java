package io.graphbus.store;

class InMemoryMigrationHistoryTest extends AnyMigrationHistory {

    private final MigrationHistory history = new InMemoryMigrationHistory();

    @Override
    MigrationHistory history() {
        return history;
    }
}
