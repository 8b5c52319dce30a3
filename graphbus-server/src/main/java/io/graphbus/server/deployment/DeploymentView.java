package io.graphbus.server.deployment;

import io.graphbus.store.deployment.Deployment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A live version as the API shows it. */
@Schema(name = "Deployment")
record DeploymentView(String environment, String agent, String version, Instant since) {

    static DeploymentView from(Deployment deployment) {
        return new DeploymentView(
                deployment.environment(),
                deployment.agent(),
                deployment.version().text(),
                deployment.since());
    }
}
