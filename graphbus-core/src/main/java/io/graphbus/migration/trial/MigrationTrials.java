package io.graphbus.migration.trial;

import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationId;
import io.graphbus.migration.MigrationLaws;
import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.migration.MigrationPaths;
import io.graphbus.migration.Subject;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Json;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries migrations of states on the states that are saved, and others on values made from the
 * registered contracts. Usable from any thread.
 */
public final class MigrationTrials {

    private static final Data NONE = new Data(Schema.ANY, List.of());

    private final List<StoredState> states;
    private final ContractStore contracts;
    private final MigrationLaws laws;

    /**
     * @param limit how long a migration may take for one value
     */
    public MigrationTrials(
            Collection<StoredState> states, ContractStore contracts, Duration limit) {
        this.states = List.copyOf(states);
        this.contracts = contracts;
        this.laws = new MigrationLaws(limit);
    }

    /** All that is wrong with these migrations. */
    public List<Problem> problems(Collection<? extends Migration> migrations) {
        Map<String, List<Migration>> subjects = new TreeMap<>();
        for (Migration migration : migrations) {
            MigrationId id = migration.id();
            subjects.computeIfAbsent(id.agent() + " " + id.subject(), s -> new ArrayList<>())
                    .add(migration);
        }
        return subjects.values().stream().flatMap(all -> ofOne(all).stream()).toList();
    }

    private List<Problem> ofOne(List<Migration> migrations) {
        try {
            return broken(migrations, new MigrationPaths(migrations, Set.of()));
        } catch (GraphBusException e) {
            return e.problems();
        }
    }

    private List<Problem> broken(List<Migration> migrations, MigrationPaths paths) {
        Map<Version, Data> data = data(migrations.getFirst().id(), paths);
        List<Problem> problems = new ArrayList<>();
        for (Migration migration : migrations) {
            problems.addAll(
                    laws.broken(
                            migration,
                            data.getOrDefault(migration.id().from(), NONE),
                            data.getOrDefault(migration.id().to(), NONE)));
        }
        problems.addAll(laws.disagreements(paths, migrations, data));
        return problems;
    }

    /** Each version's data is what its contract accepts, or what is saved of it or led to it. */
    private Map<Version, Data> data(MigrationId subject, MigrationPaths paths) {
        List<StoredState> own =
                subject.subject().equals(Subject.STATE)
                        ? states.stream().filter(state -> isOf(state, subject.agent())).toList()
                        : List.of();
        Map<Version, Data> data = new HashMap<>();
        for (Version version : paths.versions()) {
            data.put(
                    version,
                    schema(subject, version)
                            .map(schema -> new Data(schema, List.of()))
                            .orElseGet(() -> Samples.of(version, paths, own)));
        }
        return data;
    }

    private static boolean isOf(StoredState state, String agent) {
        return state.agent().equals(agent) && Version.isValid(state.schemaVersion());
    }

    private Optional<Schema> schema(MigrationId id, Version version) {
        return contracts
                .find(id.agent(), version)
                .flatMap(c -> id.subject().schema(Json.parse(c.document(), id.agent())))
                .map(Schema::new);
    }
}
