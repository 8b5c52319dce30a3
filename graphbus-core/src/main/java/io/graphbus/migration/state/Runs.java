package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.schema.Version;
import io.graphbus.store.MigrationHistory.Entry;
import io.graphbus.store.MigrationHistory.Kept;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore.StoredState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the entries of a history amount to. */
final class Runs {

    private final List<MigrationRun> list = new ArrayList<>();

    Runs(List<Kept> entries, Map<String, Migration> known) {
        Map<String, List<Kept>> byRun = new LinkedHashMap<>();
        entries.forEach(
                kept ->
                        byRun.computeIfAbsent(kept.entry().run(), r -> new ArrayList<>())
                                .add(kept));
        byRun.values().forEach(kept -> list.add(run(kept, known)));
    }

    private static MigrationRun run(List<Kept> entries, Map<String, Migration> known) {
        Entry last = entries.getLast().entry();
        @Nullable StoredState backup =
                entries.stream()
                        .filter(Kept::intact)
                        .map(kept -> kept.entry().backup())
                        .filter(Objects::nonNull)
                        .reduce((first, second) -> second)
                        .orElse(null);
        boolean intact = sinceAccepted(entries).stream().allMatch(Kept::intact);
        return MigrationRun.of(
                last,
                backup,
                intact ? changed(last, known.get(last.migration())) : "its record was changed");
    }

    /** What was accepted does not count against a run any more. */
    private static List<Kept> sinceAccepted(List<Kept> entries) {
        int from = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).intact() && entries.get(i).entry().accepted() != null) {
                from = i;
            }
        }
        return entries.subList(from, entries.size());
    }

    private static String changed(Entry last, @Nullable Migration now) {
        boolean counts = last.status() == Status.APPLIED || last.status() == Status.RUNNING;
        return counts && now != null && !now.checksum().equals(last.checksum())
                ? "the migration is not what was applied"
                : "";
    }

    List<MigrationRun> list() {
        return List.copyOf(list);
    }

    List<MigrationRun> of(String agent) {
        return list.stream().filter(run -> run.agent().equals(agent)).toList();
    }

    /**
     * The run that led from a version to a state which is as it left it, alone or with runs after
     * it; what is not intact does not count.
     */
    Optional<MigrationRun> undoneBy(StoredState state, Version version) {
        List<MigrationRun> applied =
                of(state.agent()).stream().filter(r -> r.status() == Status.APPLIED).toList();
        boolean usable =
                !applied.isEmpty()
                        && applied.stream().noneMatch(MigrationRun::isChanged)
                        && applied.getLast().to().equals(state.schemaVersion())
                        && applied.getLast().trace().result().equals(Ledger.hash(state));
        return applied.reversed().stream()
                .filter(run -> usable && run.from().equals(version.text()))
                .filter(run -> run.trace().backup() != null)
                .findFirst();
    }

    /** The agent's run of this migration that has not ended. */
    Optional<MigrationRun> open(String migration) {
        return list.stream()
                .filter(run -> run.migration().equals(migration))
                .filter(run -> run.status() == Status.RUNNING)
                .findFirst();
    }

    /** A name for the next run of a migration. */
    String next(String migration) {
        return migration
                + "#"
                + (list.stream().filter(run -> run.migration().equals(migration)).count() + 1);
    }
}
