package io.graphbus.cli.deploy;

import io.graphbus.cli.contract.ContractName;
import io.graphbus.cli.contract.DataOptions;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.store.deployment.Deployment;
import io.graphbus.store.deployment.DeploymentStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Where the record is kept: in files, or by a server. */
final class DeployOptions {

    @Mixin private SystemOptions system = new SystemOptions();

    @Mixin private DataOptions data = new DataOptions();

    /** The server that was named, if one was. */
    Optional<ServerClient> server() {
        return system.server();
    }

    DeploymentStore store() {
        return data.deployments(artifacts());
    }

    /** Whether a version's contract is registered here. */
    boolean isRegistered(Deployment deployment) {
        return data.store(artifacts()).find(deployment.agent(), deployment.version()).isPresent();
    }

    private Optional<Path> artifacts() {
        return system.isGiven("--artifacts")
                ? Optional.of(system.artifacts())
                : DataOptions.artifacts(null);
    }

    /** What somebody says is live from now on. */
    static Deployment deployment(String name, String environment) {
        ContractName agent = ContractName.of(name);
        Version version =
                agent.version()
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ProblemCode.USAGE,
                                                        name,
                                                        "'" + name + "' says no version",
                                                        "Name it like " + name + "@1.0.0.")
                                                .toException());
        return new Deployment(
                environment, agent.agent(), version, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** As a server shows it. */
    static JsonNode tree(Deployment deployment) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("environment", deployment.environment());
        fields.put("agent", deployment.agent());
        fields.put("version", deployment.version().text());
        fields.put("since", deployment.since().toString());
        return Documents.tree(fields);
    }

    /** Puts a version on a server's record. */
    static JsonNode send(ServerClient server, Deployment deployment, boolean beside) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("environment", deployment.environment());
        body.put("agent", deployment.agent());
        body.put("version", deployment.version().text());
        body.put("release", beside);
        try (server) {
            return Documents.parse(
                    "deployment",
                    server.post("/deployments", Documents.compact(Documents.tree(body))));
        }
    }
}
