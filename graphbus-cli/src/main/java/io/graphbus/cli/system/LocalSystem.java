package io.graphbus.cli.system;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.log.EventFile;
import io.graphbus.cli.log.LoggedStates;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.ContractStore;
import io.graphbus.store.FileContractStore;
import io.graphbus.store.FileMigrationHistory;
import io.graphbus.store.StateStore;
import io.graphbus.store.deployment.DeploymentStore;
import io.graphbus.store.deployment.FileDeploymentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Opens artifacts in this process. */
public final class LocalSystem {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private LocalSystem() {}

    /**
     * The graph in the artifacts; with a data directory its agents keep their state there. States
     * and payloads are migrated by the documents beside the data, payloads also where the
     * registered contracts say that versions fit.
     *
     * @param states those of the data directory, if somebody has them open
     */
    public static GraphBus.Builder builder(
            Path artifacts, Optional<Path> data, Optional<StateStore> states) {
        Path usual = data.orElseGet(() -> usualData(artifacts));
        List<DeclaredMigration> migrations = MigrationDirectory.read(migrations(usual));
        GraphBus.Builder graph =
                GraphBus.builder()
                        .artifacts(ArtifactDirectory.read(artifacts))
                        .migrations(migrations)
                        .contracts(contracts(usual));
        data.ifPresent(
                d -> {
                    StateStore store = states.orElseGet(() -> states(d));
                    graph.state(store)
                            .stateUpgrade(
                                    (state, version) ->
                                            migrations(d, store, migrations)
                                                    .bring(state, version, user()));
                });
        return graph;
    }

    /** Brings the states kept in a data directory to other versions. */
    public static StateMigrations migrations(Path data, List<DeclaredMigration> migrations) {
        return migrations(data, states(data), migrations);
    }

    private static StateMigrations migrations(
            Path data, StateStore states, List<DeclaredMigration> migrations) {
        return new StateMigrations(
                states,
                new FileMigrationHistory(data.resolve("migrations")),
                migrations,
                Clock.systemUTC());
    }

    /** Who is written down as having asked. */
    public static String user() {
        return System.getProperty("user.name", "");
    }

    /** The migrations that belong to a data directory: beside it. */
    public static Path migrations(Path data) {
        return data.toAbsolutePath().normalize().resolveSibling("migrations");
    }

    /** The states kept in a data directory: beside its event log, if it has one. */
    public static StateStore states(Path data) {
        return EventFile.exists(data)
                ? new LoggedStates(data)
                : new FileStateStore(data.resolve("state"), Clock.systemUTC());
    }

    /** The contracts registered in a data directory. */
    public static ContractStore contracts(Path data) {
        return new FileContractStore(data.resolve("contracts"));
    }

    /** What a data directory says is deployed. */
    public static DeploymentStore deployments(Path data) {
        return new FileDeploymentStore(data.resolve("deployments"));
    }

    /** Where kept things are when nobody says: beside the artifacts. */
    public static Path usualData(Path artifacts) {
        return artifacts.toAbsolutePath().normalize().resolveSibling("graphbus-data");
    }

    /**
     * Waits until the events that were set off have been handled, at another attempt if need be.
     */
    public static void settle(GraphBus bus) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        bus.awaitIdle(PATIENCE);
        while (bus.stats().retrying() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(GLANCE.toNanos());
            bus.awaitIdle(PATIENCE);
        }
    }
}
