package io.graphbus.server.state;

import io.graphbus.store.StateStore.StoredState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** The last captured state of one agent. */
@Entity
@Table(name = "graphbus_agent_state")
class StateEntity {

    @Id private String agent;

    @Version private @Nullable Long revision;

    private String schemaVersion;

    private Instant savedAt;

    @Column(length = Length.LONG32)
    private String state;

    @SuppressWarnings("NullAway.Init")
    protected StateEntity() {}

    StateEntity(StoredState captured) {
        this.agent = captured.agent();
        this.schemaVersion = captured.schemaVersion();
        this.savedAt = captured.savedAt();
        this.state = captured.json();
    }

    void replaceBy(StoredState captured) {
        schemaVersion = captured.schemaVersion();
        savedAt = captured.savedAt();
        state = captured.json();
    }

    StoredState toState() {
        return new StoredState(agent, schemaVersion, state, savedAt);
    }
}
