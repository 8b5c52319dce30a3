package io.graphbus.server.migration.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One line of the history. Never changed. */
@Entity
@Table(name = "graphbus_migration_entry")
class HistoryEntity implements Persistable<Long> {

    @Id private long position;

    @Column(length = Length.LONG32)
    private String line;

    @SuppressWarnings("NullAway.Init")
    protected HistoryEntity() {}

    /**
     * @param position counted from 1
     */
    HistoryEntity(long position, String line) {
        this.position = position;
        this.line = line;
    }

    @Override
    public @Nullable Long getId() {
        return position;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    long position() {
        return position;
    }

    String line() {
        return line;
    }
}
