package io.graphbus.cli.system;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which system a command speaks to. */
public final class SystemOptions {

    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = "The artifacts; without it the nearest .graphbus upwards.")
    private @Nullable Path artifacts;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Ask a server instead, such as http://localhost:8080.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Bearer token for the server; better given as GRAPHBUS_TOKEN.")
    private @Nullable String token;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * A client, when a server was named. Artifacts that are named on the command line outdo a
     * server that is set elsewhere.
     */
    public Optional<ServerClient> server() {
        return server == null || (isGiven("--artifacts") && !isGiven("--server"))
                ? Optional.empty()
                : Optional.of(ServerClient.of(server, token));
    }

    /** Whether the command line itself has an option. */
    public boolean isGiven(String option) {
        return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The artifacts named, or else the nearest from the working directory upwards. */
    public Path artifacts() {
        return artifacts == null ? nearest() : Projects.built(artifacts);
    }

    /** The nearest artifacts from the working directory upwards. */
    public static Path nearest() {
        return nearest(Path.of("").toAbsolutePath());
    }

    private static Path nearest(Path start) {
        return ArtifactDirectory.find(start)
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.ARTIFACTS_MISSING,
                                                start.toString(),
                                                "There is no .graphbus here or further up",
                                                "Build a project first ('graphbus build agents'),"
                                                        + " or name artifacts with --artifacts DIR, or a"
                                                        + " server with --server URL.")
                                        .toException());
    }
}
