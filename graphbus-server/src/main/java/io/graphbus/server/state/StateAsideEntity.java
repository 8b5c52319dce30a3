package io.graphbus.server.state;

import io.graphbus.store.StateStore.StoredState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** A state that its agent could not take, kept for whoever wants to look at it. Never changed. */
@Entity
@Table(name = "graphbus_agent_state_aside")
class StateAsideEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String agent;

    private String schemaVersion;

    private Instant savedAt;

    private Instant setAsideAt;

    @Column(length = Length.LONG32)
    private String state;

    @SuppressWarnings("NullAway.Init")
    protected StateAsideEntity() {}

    StateAsideEntity(StoredState captured, Instant now) {
        this.agent = captured.agent();
        this.schemaVersion = captured.schemaVersion();
        this.savedAt = captured.savedAt();
        this.setAsideAt = now;
        this.state = captured.json();
    }
}
