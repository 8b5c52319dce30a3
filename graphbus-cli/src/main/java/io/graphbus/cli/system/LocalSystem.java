package io.graphbus.cli.system;

import io.graphbus.GraphBus;
import io.graphbus.state.FileStateStore;
import io.graphbus.store.ContractStore;
import io.graphbus.store.FileContractStore;
import io.graphbus.store.deployment.DeploymentStore;
import io.graphbus.store.deployment.FileDeploymentStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Opens artifacts in this process. */
public final class LocalSystem {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(10);

    private LocalSystem() {}

    /**
     * The graph in the artifacts, not started; with a data directory its agents keep their state
     * there.
     */
    public static GraphBus open(Path artifacts, Optional<Path> data) {
        GraphBus bus = GraphBus.open(artifacts);
        return data.map(d -> bus.state(states(d))).orElse(bus);
    }

    /** The states kept in a data directory. */
    public static FileStateStore states(Path data) {
        return new FileStateStore(data.resolve("state"), Clock.systemUTC());
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
