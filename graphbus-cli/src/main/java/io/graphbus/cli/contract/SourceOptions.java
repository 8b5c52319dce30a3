package io.graphbus.cli.contract;

import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.store.deployment.DeploymentStore;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Which contracts a command looks at: local ones, or a server's. */
final class SourceOptions {

    @Mixin private SystemOptions system = new SystemOptions();

    @Mixin private DataOptions data = new DataOptions();

    /** The server that was named, if one was. */
    Optional<ServerClient> server() {
        return system.server();
    }

    /** The artifacts that were named, or else the nearest upwards. */
    Path artifacts() {
        return system.artifacts();
    }

    /** The artifacts that were named, or else the nearest upwards, if there are any. */
    Optional<Path> built() {
        return system.isGiven("--artifacts")
                ? Optional.of(system.artifacts())
                : DataOptions.artifacts(null);
    }

    DeploymentStore deployments() {
        return data.deployments(built());
    }

    KnownMigrations migrations() {
        Optional<Path> artifacts = built();
        return new KnownMigrations(data.migrations(artifacts), artifacts);
    }

    ContractSource source() {
        Optional<ServerClient> server = server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                return ContractSource.of(client);
            }
        }
        Optional<Path> artifacts = built();
        return new ContractSource(data.store(artifacts), DataOptions.built(artifacts));
    }
}
