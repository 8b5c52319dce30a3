package io.graphbus.cli.migrate;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.migrate.place.LocalMigrations;
import io.graphbus.cli.migrate.place.Migrations;
import io.graphbus.cli.migrate.place.RemoteMigrations;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where migrations, states and the history are. */
final class MigrateOptions {

    @Mixin private SystemOptions system = new SystemOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where state and history are kept; without it graphbus-data beside the artifacts, or"
                        + " here."
            })
    private @Nullable Path data;

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "Where the migrations are; without it migrations beside the data.")
    private @Nullable Path migrations;

    /** What is kept here. */
    Path data() {
        if (data != null) {
            return data;
        }
        return artifacts()
                .or(() -> ArtifactDirectory.find(Path.of("").toAbsolutePath()))
                .map(LocalSystem::usualData)
                .orElseGet(() -> Path.of("graphbus-data").toAbsolutePath());
    }

    private Optional<Path> artifacts() {
        return system.isGiven("--artifacts") ? Optional.of(system.artifacts()) : Optional.empty();
    }

    /** Where migrations are. */
    Path directory() {
        return migrations == null ? LocalSystem.migrations(data()) : migrations;
    }

    /** Does something with the migrations here, or with those of the server that was named. */
    <T> T with(Function<Migrations, T> work) {
        try (Migrations place = place()) {
            return work.apply(place);
        }
    }

    private Migrations place() {
        return server().<Migrations>map(RemoteMigrations::new)
                .orElseGet(() -> new LocalMigrations(data(), directory(), artifacts()));
    }

    /** Directories that are named on the command line outdo a server that is set elsewhere. */
    Optional<ServerClient> server() {
        boolean here = Stream.of("--data", "--migrations").anyMatch(system::isGiven);
        return here && !system.isGiven("--server") ? Optional.empty() : system.server();
    }

    /** The server that has to be named. */
    RemoteMigrations remote() {
        return system.server()
                .map(RemoteMigrations::new)
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.USAGE,
                                                "--server",
                                                "there is no server that has migrations registered",
                                                "Name one with --server URL; migrations in the"
                                                        + " directory need not be registered here.")
                                        .toException());
    }
}
