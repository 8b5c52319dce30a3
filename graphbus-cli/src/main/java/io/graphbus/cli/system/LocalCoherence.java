package io.graphbus.cli.system;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.coherence.CoherenceOptions;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.StateProgress;
import io.graphbus.coherence.evidence.Snapshot;
import io.graphbus.coherence.kept.CoherenceKeeper;
import io.graphbus.coherence.kept.CoherenceStore;
import io.graphbus.coherence.kept.FileCoherenceStore;
import io.graphbus.coherence.kept.InteractionFile;
import io.graphbus.coherence.relation.KnownRelations;
import io.graphbus.coherence.relation.VersionRelations;
import io.graphbus.coherence.relation.Way;
import io.graphbus.contract.AgentContract;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.model.AgentDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches the coherence of a graph in this process, and keeps what is seen in a data directory. To
 * be closed after the graph.
 */
public final class LocalCoherence implements AutoCloseable {

    private final CoherenceTracker tracker = new CoherenceTracker(CoherenceOptions.DEFAULTS);
    private final Optional<InteractionFile> interactions;
    private final Optional<CoherenceKeeper> keeper;

    private LocalCoherence(Optional<Path> data, Optional<Path> recording) {
        interactions = recording.map(InteractionFile::open);
        interactions.ifPresent(tracker::recorder);
        keeper = data.map(d -> CoherenceKeeper.start(tracker, store(d)));
    }

    /** Goes on from what a data directory has; without one watches nothing. */
    public static LocalCoherence in(Optional<Path> data) {
        return new LocalCoherence(data, Optional.empty());
    }

    /**
     * Goes on from what a data directory has.
     *
     * @param recording what every delivery is written to
     */
    public static LocalCoherence in(Optional<Path> data, Optional<Path> recording) {
        return new LocalCoherence(data, recording);
    }

    /** What is kept of coherence in a data directory. */
    public static CoherenceStore store(Path data) {
        return new FileCoherenceStore(data.resolve("coherence"));
    }

    /** What is kept, with how far kept states have been migrated by now. */
    public static Optional<Snapshot> load(Path data) {
        return store(data)
                .load()
                .map(
                        kept ->
                                new Snapshot(
                                        kept.evidence()
                                                .with(
                                                        StateProgress.of(
                                                                LocalSystem.migrations(
                                                                        data, documents(data)))),
                                        kept.level(),
                                        kept.minutes()));
    }

    private static List<DeclaredMigration> documents(Path data) {
        return MigrationDirectory.read(LocalSystem.migrations(data));
    }

    /**
     * How versions stand to each other, by the contracts that are registered and were built, and by
     * the migrations of documents and agents.
     */
    public static VersionRelations relations(Path data, Optional<Path> artifacts) {
        List<AgentDefinition> agents =
                artifacts
                        .map(path -> ArtifactDirectory.read(path).graph().agents())
                        .orElse(List.of());
        Stream<AgentContract> registered =
                LocalSystem.contracts(data).list().stream().map(AgentContract::of);
        Stream<Way> documents =
                documents(data).stream().flatMap(migration -> Way.of(migration).stream());
        return new KnownRelations(
                Stream.concat(registered, agents.stream().map(AgentContract::of)).toList(),
                Stream.concat(documents, agents.stream().flatMap(Way::of)).toList());
    }

    /** The same graph, watched; it is not started yet. */
    public GraphBus watch(GraphBus bus) {
        if (keeper.isPresent() || interactions.isPresent()) {
            tracker.listeners().forEach(bus::listener);
        }
        return bus;
    }

    @Override
    public void close() {
        keeper.ifPresent(CoherenceKeeper::close);
        interactions.ifPresent(InteractionFile::close);
    }
}
