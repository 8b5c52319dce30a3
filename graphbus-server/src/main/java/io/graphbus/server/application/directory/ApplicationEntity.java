package io.graphbus.server.application.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A registered application; what it has sent is a row of its own, so that lists never read it. */
@Entity
@Table(name = "graphbus_application")
class ApplicationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Version private long revision;

    private String name;

    private String hash;

    private Instant registeredAt;

    private Instant changedAt;

    private Instant lastSeenAt;

    private Instant staleAt;

    @Column(length = Length.LONG32)
    private String summary;

    @SuppressWarnings("NullAway.Init")
    protected ApplicationEntity() {}

    ApplicationEntity(String name, String hash, String summary, Instant now, Instant staleAt) {
        this.name = name;
        this.hash = hash;
        this.summary = summary;
        this.registeredAt = now;
        this.changedAt = now;
        this.lastSeenAt = now;
        this.staleAt = staleAt;
    }

    void change(String newHash, String newSummary, Instant now, Instant newStaleAt) {
        hash = newHash;
        summary = newSummary;
        changedAt = now;
        lastSeenAt = now;
        staleAt = newStaleAt;
    }

    long number() {
        return Objects.requireNonNull(id, "not saved yet");
    }

    String name() {
        return name;
    }

    String hash() {
        return hash;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }

    Instant staleAt() {
        return staleAt;
    }

    String summary() {
        return summary;
    }
}
