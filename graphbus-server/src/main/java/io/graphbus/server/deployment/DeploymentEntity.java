package io.graphbus.server.deployment;

import io.graphbus.schema.Version;
import io.graphbus.store.deployment.Deployment;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version of an agent that is live in an environment. */
@Entity
@Table(name = "graphbus_deployment")
class DeploymentEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String environment;

    private String agent;

    private String version;

    private Instant since;

    @SuppressWarnings("NullAway.Init")
    protected DeploymentEntity() {}

    DeploymentEntity(Deployment deployment) {
        this.environment = deployment.environment();
        this.agent = deployment.agent();
        this.version = deployment.version().text();
        this.since = deployment.since();
    }

    long number() {
        return Objects.requireNonNull(id, "not saved yet");
    }

    Deployment toDeployment() {
        return new Deployment(environment, agent, Version.of(version), since);
    }
}
