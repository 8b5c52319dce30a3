package io.graphbus.server.migration;

import io.graphbus.migration.DeclaredMigration;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A registered migration. Ids rise in the order of registration. Never changed. */
@Entity
@Table(name = "graphbus_migration")
class MigrationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String agent;

    private String name;

    private String checksum;

    private Instant registeredAt;

    private String registeredBy;

    @Column(length = Length.LONG32)
    private String document;

    @SuppressWarnings("NullAway.Init")
    protected MigrationEntity() {}

    MigrationEntity(DeclaredMigration migration, String document, Instant at, String by) {
        this.agent = migration.id().agent();
        this.name = migration.id().text();
        this.checksum = migration.checksum();
        this.registeredAt = at;
        this.registeredBy = by;
        this.document = document;
    }

    long number() {
        return Objects.requireNonNull(id, "not saved yet");
    }

    String name() {
        return name;
    }

    String checksum() {
        return checksum;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    String registeredBy() {
        return registeredBy;
    }

    String document() {
        return document;
    }
}
