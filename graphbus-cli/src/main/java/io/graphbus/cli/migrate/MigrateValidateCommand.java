package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.migration.MigrationLaws;
import io.graphbus.migration.MigrationLaws.Data;
import io.graphbus.migration.MigrationPaths;
import io.graphbus.migration.Subject;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.schema.Schema;
import io.graphbus.schema.Version;
import io.graphbus.store.StateStore.StoredState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries migrations on what is saved. */
@Command(
        name = "validate",
        description = {
            "Check all migrations and try them on what is saved or registered.",
            "Those of states are tried on the states that are saved, others on values made from the"
                    + " registered contracts: nothing fails, results are valid, and there and back"
                    + " again is the same but for what is told as lost."
        },
        footer = {"", "Example:", "  graphbus migrate validate --migrations migrations"})
final class MigrateValidateCommand implements Runnable {

    private static final MigrationLaws LAWS = new MigrationLaws(Duration.ofSeconds(10));

    private final Console console;

    @Mixin private MigrateOptions options = new MigrateOptions();

    MigrateValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<DeclaredMigration> migrations = options.read();
        List<StoredState> states = options.states().list();
        List<Problem> problems = new ArrayList<>(options.engine().changes());
        bySubject(migrations).values().forEach(all -> check(all, states, problems));
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        console.say(
                "Checked "
                        + migrations.size()
                        + " migrations on "
                        + states.size()
                        + " saved states: no problems.");
    }

    private static Map<String, List<DeclaredMigration>> bySubject(
            List<DeclaredMigration> migrations) {
        Map<String, List<DeclaredMigration>> all = new TreeMap<>();
        migrations.forEach(
                m ->
                        all.computeIfAbsent(
                                        m.id().agent() + " " + m.id().subject(),
                                        s -> new ArrayList<>())
                                .add(m));
        return all;
    }

    /** Each version's data is what its contract accepts, or what is saved of it or led to it. */
    private void check(
            List<DeclaredMigration> migrations, List<StoredState> states, List<Problem> problems) {
        MigrationPaths paths;
        try {
            paths = new MigrationPaths(migrations, Set.of());
        } catch (GraphBusException e) {
            problems.addAll(e.problems());
            return;
        }
        Map<Version, Data> data = new HashMap<>();
        List<StoredState> own =
                states.stream()
                        .filter(state -> isOf(state, migrations.getFirst().id().agent()))
                        .filter(s -> migrations.getFirst().id().subject().equals(Subject.STATE))
                        .toList();
        for (Version version : paths.versions()) {
            data.put(
                    version,
                    options.schema(migrations.getFirst().id(), version)
                            .map(schema -> new Data(schema, List.of()))
                            .orElseGet(() -> Samples.of(version, paths, own)));
        }
        Data none = new Data(Schema.ANY, List.of());
        for (Migration migration : migrations) {
            Version from = migration.id().from();
            Version to = migration.id().to();
            problems.addAll(
                    LAWS.broken(
                            migration, data.getOrDefault(from, none), data.getOrDefault(to, none)));
        }
        problems.addAll(LAWS.disagreements(paths, migrations, data));
    }

    private static boolean isOf(StoredState state, String agent) {
        return state.agent().equals(agent) && Version.isValid(state.schemaVersion());
    }
}
