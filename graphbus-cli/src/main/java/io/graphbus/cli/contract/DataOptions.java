package io.graphbus.cli.contract;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.Projects;
import io.graphbus.contract.AgentContract;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.schema.Json;
import io.graphbus.store.ContractStore;
import io.graphbus.store.deployment.DeploymentStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the local registry is. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where contracts and deployments are kept; without it graphbus-data beside the"
                        + " artifacts, or here."
            })
    private @Nullable Path data;

    /** The registry beside the artifacts, if there are any. */
    public ContractStore store(Optional<Path> artifacts) {
        return LocalSystem.contracts(directory(artifacts));
    }

    /** What is recorded as deployed, beside the artifacts, if there are any. */
    public DeploymentStore deployments(Optional<Path> artifacts) {
        return LocalSystem.deployments(directory(artifacts));
    }

    /** The migrations beside the data. */
    List<DeclaredMigration> migrations(Optional<Path> artifacts) {
        return MigrationDirectory.read(LocalSystem.migrations(directory(artifacts)));
    }

    private Path directory(Optional<Path> artifacts) {
        return data != null
                ? data
                : artifacts
                        .map(LocalSystem::usualData)
                        .orElseGet(() -> Path.of("graphbus-data").toAbsolutePath());
    }

    /** The artifacts that were named, or else the nearest upwards, if there are any. */
    public static Optional<Path> artifacts(@Nullable Path named) {
        return named == null
                ? ArtifactDirectory.find(Path.of("").toAbsolutePath())
                : Optional.of(Projects.built(named));
    }

    /** The contracts of the agents as they were built. */
    static List<AgentContract> built(Optional<Path> artifacts) {
        return artifacts
                .map(path -> ArtifactDirectory.read(path).contracts().entrySet().stream())
                .map(
                        all ->
                                all.map(
                                                e ->
                                                        AgentContract.read(
                                                                Json.parse(
                                                                        e.getValue(), e.getKey())))
                                        .toList())
                .orElse(List.of());
    }
}
