package io.graphbus.server.deployment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** An environment; whoever changes what is live there holds its row. */
@Entity
@Table(name = "graphbus_environment")
class EnvironmentEntity implements Persistable<String> {

    @Id private String name;

    @SuppressWarnings("NullAway.Init")
    protected EnvironmentEntity() {}

    EnvironmentEntity(String name) {
        this.name = name;
    }

    @Override
    public @Nullable String getId() {
        return name;
    }

    /** Rows are only ever added. */
    @Override
    public boolean isNew() {
        return true;
    }
}
