package io.graphbus.server.coherence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.Length;

/** What a tracker knew when it was saved; one row, and one for what was put aside. */
@Entity
@Table(name = "graphbus_coherence")
class CoherenceEntity {

    @Id private String name;

    private Instant savedAt;

    @Column(length = Length.LONG32)
    private String snapshot;

    @SuppressWarnings("NullAway.Init")
    protected CoherenceEntity() {}

    CoherenceEntity(String name, Instant savedAt, String snapshot) {
        this.name = name;
        this.savedAt = savedAt;
        this.snapshot = snapshot;
    }

    Instant savedAt() {
        return savedAt;
    }

    String snapshot() {
        return snapshot;
    }
}
