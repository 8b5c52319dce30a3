package io.graphbus.server.application.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One running copy of an application. */
@Entity
@Table(name = "graphbus_application_instance")
class ApplicationInstanceEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long application;

    private String instance;

    private Instant registeredAt;

    private Instant lastSeenAt;

    private Instant staleAt;

    @SuppressWarnings("NullAway.Init")
    protected ApplicationInstanceEntity() {}

    ApplicationInstanceEntity(long application, String instance, Instant now, Instant staleAt) {
        this.application = application;
        this.instance = instance;
        this.registeredAt = now;
        this.lastSeenAt = now;
        this.staleAt = staleAt;
    }

    long application() {
        return application;
    }

    String instance() {
        return instance;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }

    Instant staleAt() {
        return staleAt;
    }
}
