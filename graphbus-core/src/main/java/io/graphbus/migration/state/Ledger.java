package io.graphbus.migration.state;

import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationPath.Step;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Json;
import io.graphbus.store.MigrationHistory;
import io.graphbus.store.MigrationHistory.Entry;
import io.graphbus.store.MigrationHistory.Status;
import io.graphbus.store.StateStore.StoredState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes down what is done, in one going. For one thread. */
final class Ledger {

    private final MigrationHistory history;
    private final Clock clock;
    private final String by;
    private Instant begun;

    Ledger(MigrationHistory history, Clock clock, String by) {
        this.history = history;
        this.clock = clock;
        this.by = by;
        this.begun = clock.instant();
    }

    /** Hash of what a state says, of whatever version. */
    static String hash(StoredState state) {
        return Json.hash(Json.parse(state.json(), state.agent()));
    }

    /** A run that has not been. */
    static MigrationRun pending(Migration migration) {
        return pending(
                migration, new Step(migration.id().from(), migration.id().to(), migration, true));
    }

    static MigrationRun pending(Migration migration, Step step) {
        return MigrationRun.of(
                entry(
                        migration.id().text(),
                        migration,
                        step,
                        new End(Status.PENDING, Instant.EPOCH, "", 0, "", "", null)),
                null,
                "");
    }

    private record End(
            Status status,
            Instant at,
            String by,
            long durationMs,
            String note,
            String result,
            @Nullable StoredState backup) {}

    private static Entry entry(String run, Migration migration, Step step, End end) {
        return new Entry(
                run,
                migration.id().agent(),
                migration.id().text(),
                migration.checksum(),
                step.from().text(),
                step.to().text(),
                end.status,
                end.at,
                end.by,
                end.durationMs,
                end.status == Status.APPLIED ? 1 : 0,
                end.note,
                end.result,
                end.backup,
                null);
    }

    private End now(Status status, String note, String result, @Nullable StoredState backup) {
        Instant now = clock.instant();
        long took = Duration.between(begun, now).toMillis();
        return new End(status, now, by, took, note, result, backup);
    }

    /** Begins a run, or once more one that broke off. */
    String begin(Runs runs, Outcome outcome) {
        begun = clock.instant();
        String migration = outcome.migration().id().text();
        String run =
                runs.open(migration)
                        .filter(open -> open.from().equals(outcome.step().from().text()))
                        .map(MigrationRun::id)
                        .orElseGet(() -> runs.next(migration));
        End begin = now(Status.RUNNING, "", hash(outcome.after()), outcome.before());
        history.append(entry(run, outcome.migration(), outcome.step(), begin));
        return run;
    }

    void applied(String run, Outcome outcome) {
        End end = now(Status.APPLIED, "", hash(outcome.after()), null);
        history.append(entry(run, outcome.migration(), outcome.step(), end));
    }

    void failed(Runs runs, StateStep step, Problem problem) {
        Migration migration = step.migration();
        End end = now(Status.FAILED, problem.message(), "", null);
        history.append(entry(runs.next(migration.id().text()), migration, step.step(), end));
    }

    /**
     * Lets a run count as it is.
     *
     * @param migration as it is now; {@code null} where it is not known
     */
    void accept(MigrationRun run, @Nullable Migration migration, String reason) {
        boolean counts = run.status() == Status.APPLIED || run.status() == Status.RUNNING;
        history.append(
                new Entry(
                        run.id(),
                        run.agent(),
                        run.migration(),
                        counts && migration != null ? migration.checksum() : run.trace().checksum(),
                        run.from(),
                        run.to(),
                        run.status(),
                        clock.instant(),
                        by,
                        run.durationMs(),
                        run.count(),
                        "Accepted although " + run.changed() + ": " + reason,
                        run.trace().result(),
                        null,
                        reason));
    }

    /**
     * Ends a run that is in the history.
     *
     * @param left the state that it left, where it did
     */
    void end(MigrationRun run, Status status, String note, @Nullable StoredState left) {
        history.append(
                new Entry(
                        run.id(),
                        run.agent(),
                        run.migration(),
                        run.trace().checksum(),
                        run.from(),
                        run.to(),
                        status,
                        clock.instant(),
                        by,
                        Duration.between(begun, clock.instant()).toMillis(),
                        left == null ? run.count() : 1,
                        note,
                        left == null ? run.trace().result() : hash(left),
                        null,
                        null));
    }
}
