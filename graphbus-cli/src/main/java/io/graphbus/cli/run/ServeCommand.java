package io.graphbus.cli.run;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.RuntimeSettings;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.Projects;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves a graph over HTTP with the whole server in this process. */
@Command(
        name = "serve",
        description = "Serve a graph over REST, with a page that shows it.",
        footer = {"", "Example:", "  graphbus serve examples/hello-graphbus --port 8080"})
public final class ServeCommand implements Callable<Integer> {

    private final Console console;
    private final Configuration configuration;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYSTEM",
            description = {
                "Artifacts, an agents directory or a project (built first when out of date);"
                        + " without it the nearest .graphbus upwards, if there is one."
            })
    private @Nullable Path input;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where to listen; 0 takes any free port. Without it ${DEFAULT-VALUE}.")
    private int port = 8080;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the database file is kept; without it ./graphbus-data.")
    private @Nullable Path data;

    @Mixin private RuntimeSettings settings = new RuntimeSettings();

    ServeCommand(Console console, Configuration configuration) {
        this.console = console;
        this.configuration = configuration;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "graphbus serve",
                            "There is no port " + port,
                            "Ports go up to 65535; 0 takes any free one.")
                    .toException();
        }
        try (Diversion quiet = console.divert();
                StopSignal stop = StopSignal.listen()) {
            Optional<Path> artifacts =
                    input == null
                            ? ArtifactDirectory.find(Path.of("").toAbsolutePath())
                            : Optional.of(Projects.artifacts(input, console));
            return ServerProcess.run(arguments(artifacts), console, stop);
        }
    }

    private List<String> arguments(Optional<Path> artifacts) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(settings.arguments(configuration));
        arguments.add("--server.port=" + port);
        artifacts.ifPresent(a -> arguments.addAll(arguments(a)));
        if (data != null) {
            arguments.add("--graphbus.data=" + data.toAbsolutePath());
        }
        return arguments;
    }

    private List<String> arguments(Path artifacts) {
        Path migrations =
                LocalSystem.migrations(data == null ? LocalSystem.usualData(artifacts) : data);
        List<String> arguments = new ArrayList<>();
        arguments.add("--graphbus.artifacts=" + artifacts.toAbsolutePath());
        if (Files.isDirectory(migrations)) {
            arguments.add("--graphbus.contract.migrations=" + migrations);
        }
        return arguments;
    }
}
