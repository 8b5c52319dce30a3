package io.graphbus.migration.code;

import io.graphbus.migration.Loss;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.Subject;
import io.graphbus.schema.Version;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A migration written in Java: a subclass says what becomes of the data, and by {@link #backward}
 * how it was. Its checksum is that of the subclass's code; what other classes do for it does not
 * count.
 */
public abstract class JavaMigration implements Migration {

    private final MigrationId id;
    private final String checksum;

    protected JavaMigration(MigrationId id) {
        this.id = id;
        this.checksum = ClassChecksum.of(getClass());
    }

    /** A migration of an agent's state. */
    protected JavaMigration(String agent, String from, String to) {
        this(new MigrationId(agent, Subject.STATE, Version.of(from), Version.of(to)));
    }

    @Override
    public final MigrationId id() {
        return id;
    }

    /** Says that there is no way back; overridden together with {@link #backward}. */
    @Override
    public boolean isReversible() {
        return false;
    }

    @Override
    public Optional<JsonNode> backward(JsonNode data) {
        return Optional.empty();
    }

    @Override
    public Loss loss() {
        return Loss.NONE;
    }

    @Override
    public final String checksum() {
        return checksum;
    }

    @Override
    public final String toString() {
        return id.text();
    }
}
