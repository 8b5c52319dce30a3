package io.graphbus.cli.migrate;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.state.StateMigrations;
import io.graphbus.migration.trial.MigrationTrials;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.FileMigrationHistory;
import io.graphbus.store.StateStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Where migrations, states and the history are. */
final class MigrateOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where state and history are kept; without it graphbus-data beside the nearest"
                        + " .graphbus, or here."
            })
    private @Nullable Path data;

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "Where the migrations are; without it migrations beside the data.")
    private @Nullable Path migrations;

    private Path data() {
        if (data != null) {
            return data;
        }
        Path here = Path.of("").toAbsolutePath();
        return ArtifactDirectory.find(here)
                .map(LocalSystem::usualData)
                .orElse(here.resolve("graphbus-data"));
    }

    Path directory() {
        return migrations == null
                ? data().toAbsolutePath().normalize().resolveSibling("migrations")
                : migrations;
    }

    StateStore states() {
        return LocalSystem.states(data());
    }

    StateMigrations engine() {
        return new StateMigrations(
                states(),
                new FileMigrationHistory(data().resolve("migrations")),
                read(),
                Clock.systemUTC());
    }

    /** The registered contract of a version. */
    JsonNode contract(String agent, Version version) {
        ContractStore contracts = LocalSystem.contracts(data());
        return contracts
                .find(agent, version)
                .map(c -> Json.parse(c.document(), agent))
                .orElseThrow(() -> noContract(contracts, agent, version).toException());
    }

    /** Tries migrations on what is saved and registered. */
    MigrationTrials trials() {
        return new MigrationTrials(
                states().list(), LocalSystem.contracts(data()), Duration.ofSeconds(10));
    }

    private static Problem noContract(ContractStore contracts, String agent, Version version) {
        List<String> known =
                contracts.list().stream().map(c -> c.agent() + "@" + c.version()).toList();
        return Problem.of(
                ProblemCode.NOT_FOUND,
                agent + "@" + version,
                "no such contract is registered",
                Nearest.hint(agent + "@" + version, "contracts", known));
    }

    /** All migrations, or the problems of all that are none. */
    List<DeclaredMigration> read() {
        List<DeclaredMigration> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files()) {
            try {
                read.add(
                        DeclaredMigration.read(
                                Json.parse(text(file), file.toString()), file.toString()));
            } catch (GraphBusException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        return read;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(directory())) {
            return files;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory(), "*.json")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(directory(), e);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static GraphBusException unreadable(Path path, IOException e) {
        return Problem.of(
                        ProblemCode.INPUT_UNREADABLE,
                        path.toString(),
                        "migrations cannot be read: " + e,
                        "Check that it can be read.")
                .toException(e);
    }

    static Version version(String option, String text) {
        if (!Version.isValid(text)) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            option,
                            "\"" + text + "\" is no semantic version",
                            "Give three numbers, such as 1.2.0 or 2.0.0-rc.1.")
                    .toException();
        }
        return Version.of(text);
    }

    /** Who is written down as having asked. */
    static String user() {
        return System.getProperty("user.name", "");
    }
}
