package io.graphbus.spring.coherence;

import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.StateProgress;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.StateCompletion;
import io.graphbus.coherence.kept.CoherenceKeeper;
import io.graphbus.coherence.kept.CoherenceStore;
import io.graphbus.coherence.kept.InMemoryCoherenceStore;
import io.graphbus.coherence.relation.KnownRelations;
import io.graphbus.coherence.relation.Way;
import io.graphbus.contract.AgentContract;
import io.graphbus.migration.Migration;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.model.AgentDefinition;
import io.graphbus.signal.EngineSignal.GraphStarted;
import io.graphbus.signal.SignalListener;
import io.graphbus.spring.CurrentGraph;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Has the tracker go on from what was kept, and keeps it. How versions stand to each other is
 * looked up anew with every graph and once a minute, since contracts are registered while it runs;
 * so is how far kept states are migrated.
 */
public final class CoherenceKeeping {

    private final CoherenceTracker tracker;
    private final CurrentGraph current;
    private final CoherenceStore store;
    private final @Nullable ContractStore contracts;
    private final Supplier<Stream<Migration>> migrations;
    private final Supplier<StateMigrations.@Nullable Source> states;
    private volatile @Nullable CoherenceKeeper keeper;

    CoherenceKeeping(
            CoherenceTracker tracker,
            CurrentGraph current,
            @Nullable CoherenceStore store,
            @Nullable ContractStore contracts,
            Supplier<Stream<Migration>> migrations,
            Supplier<StateMigrations.@Nullable Source> states) {
        this.tracker = tracker;
        this.current = current;
        this.store = store == null ? new InMemoryCoherenceStore() : store;
        this.contracts = contracts;
        this.migrations = migrations;
        this.states = states;
        current.onChange(graph -> soon());
    }

    /** Goes on from what is kept; before the first delivery. */
    public void open() {
        keeper = CoherenceKeeper.start(tracker, store, this::lookUp);
        current.bus() // states are migrated as their agents start
                .watch(SignalListener.of(GraphStarted.class, started -> soon()));
        soon();
    }

    /** Not on the thread that has other things to do, and that a database may keep waiting. */
    private void soon() {
        CoherenceKeeper keeping = keeper;
        if (keeping != null) {
            keeping.soon();
        }
    }

    private void lookUp() {
        relate();
        StateMigrations.Source kept = states.get();
        if (kept != null) {
            StateCompletion progress = StateProgress.of(kept.now());
            tracker.states(() -> progress);
        }
    }

    private void relate() {
        List<AgentDefinition> agents = current.bus().graph().agents();
        List<StoredContract> registered = registered(agents);
        tracker.relations(
                new KnownRelations(
                        Stream.concat(
                                        agents.stream().map(AgentContract::of),
                                        registered.stream().map(AgentContract::of))
                                .toList(),
                        Stream.concat(
                                        agents.stream().flatMap(Way::of),
                                        migrations.get().flatMap(m -> Way.of(m).stream()))
                                .toList()));
    }

    /** Contracts of whoever publishes to a topic that is seen in several versions. */
    private List<StoredContract> registered(List<AgentDefinition> agents) {
        ContractStore known = contracts;
        if (known == null) {
            return List.of();
        }
        List<CellEvidence> cells = tracker.evidence().cells();
        Map<String, Set<String>> versions = new HashMap<>();
        cells.forEach(
                cell ->
                        cell.versions()
                                .forEach(
                                        seen ->
                                                versions.computeIfAbsent(
                                                                cell.topic(), t -> new HashSet<>())
                                                        .add(seen.version())));
        versions.values().removeIf(some -> some.size() < 2);
        Set<String> names = new TreeSet<>();
        cells.stream()
                .filter(cell -> versions.containsKey(cell.topic()))
                .forEach(cell -> names.add(cell.source()));
        agents.stream()
                .filter(agent -> agent.publishes().stream().anyMatch(versions::containsKey))
                .forEach(agent -> names.add(agent.name()));
        return names.stream().flatMap(name -> known.versions(name).stream()).toList();
    }

    /** Saves for the last time; after the last delivery. */
    public void close() {
        CoherenceKeeper stopped = keeper;
        keeper = null;
        if (stopped != null) {
            stopped.close();
        }
    }
}
