package io.graphbus.cli.run;

import io.graphbus.GraphBus;
import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.RuntimeSettings;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.repl.Repl;
import io.graphbus.cli.system.LocalCoherence;
import io.graphbus.cli.system.LocalGraph;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.Projects;
import io.graphbus.problem.GraphBusException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a graph: until it is told to stop, or for a conversation. */
@Command(
        name = "run",
        description = "Run a graph until SIGTERM or Ctrl-C, or talk to it with -i.",
        footer = {
            "",
            "Example:",
            "  graphbus run examples/hello-graphbus -i",
            "  echo 'call HelloService.generateMessage' | graphbus run -i"
        })
public final class RunCommand implements Callable<Integer> {

    private final Console console;
    private final Configuration configuration;

    @Parameters(
            arity = "0..1",
            defaultValue = ".",
            paramLabel = "SYSTEM",
            description = {
                "Artifacts, an agents directory or a project (built first when out of date);"
                        + " without it the project here."
            })
    private Path input = Path.of(".");

    @Option(
            names = {"-i", "--interactive"},
            description = "Read commands from the terminal or a pipe; 'help' lists them.")
    private boolean interactive;

    @Option(
            names = "--no-message-bus",
            description = "Direct calls only; the same as --mode calls-only.")
    private boolean noMessageBus;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "all",
            completionCandidates = Mode.Names.class,
            converter = Mode.Converter.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Mode mode = Mode.ALL;

    @Option(
            names = "--enable-state-persistence",
            description = "Restore agents' state at start, keep it while running and on stop.")
    private boolean keepState;

    @Option(
            names = "--enable-health-monitoring",
            description = "Judge agents by their latest executions; 'health' tells, the log too.")
    private boolean watchHealth;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where state, events of durable topics and coherence are kept; without it"
                            + " graphbus-data beside the artifacts.")
    private @Nullable Path data;

    @Option(
            names = "--interactions",
            paramLabel = "FILE",
            description =
                    "Write every delivery there, one a line; coherence --interactions reads it.")
    private @Nullable Path interactions;

    @Mixin private RuntimeSettings settings = new RuntimeSettings();

    RunCommand(Console console, Configuration configuration) {
        this.console = console;
        this.configuration = configuration;
    }

    @Override
    public Integer call() {
        Path artifacts = Projects.artifacts(input, console);
        return interactive ? converse(artifacts) : stay(artifacts);
    }

    private int converse(Path artifacts) {
        try (Diversion quiet = console.divert();
                AtExit exit = AtExit.listen();
                LocalCoherence coherence = coherence(artifacts);
                LocalGraph graph = open(artifacts, coherence)) {
            GraphBus bus = graph.bus();
            exit.then(bus::close);
            bus.start();
            graph.tidy();
            return new Repl(bus, console).run();
        }
    }

    private int stay(Path artifacts) {
        try (StopSignal stop = StopSignal.listen();
                LocalCoherence coherence = coherence(artifacts);
                LocalGraph graph = open(artifacts, coherence)) {
            GraphBus bus = graph.bus();
            stop.then(bus::close);
            if (starts(bus, stop)) {
                graph.tidy();
                console.say(running(bus));
                stop.await();
            }
        }
        return 0;
    }

    /** False when it was told to stop before it had started. */
    private static boolean starts(GraphBus bus, StopSignal stop) {
        try {
            bus.start();
            return true;
        } catch (GraphBusException e) {
            if (stop.isTold()) {
                return false;
            }
            throw e;
        }
    }

    private String running(GraphBus bus) {
        int agents = bus.graph().agents().size();
        return String.format(
                Locale.ROOT,
                "Running %d agent%s from %s%s; Ctrl-C or SIGTERM stops.",
                agents,
                agents == 1 ? "" : "s",
                input,
                callsOnly() ? " for calls only" : "");
    }

    private LocalCoherence coherence(Path artifacts) {
        return LocalCoherence.in(
                callsOnly() ? Optional.empty() : Optional.of(data(artifacts)),
                Optional.ofNullable(interactions));
    }

    private Path data(Path artifacts) {
        return data == null ? LocalSystem.usualData(artifacts) : data;
    }

    private LocalGraph open(Path artifacts, LocalCoherence coherence) {
        Optional<Path> kept =
                keepState || data != null ? Optional.of(data(artifacts)) : Optional.empty();
        LocalGraph graph =
                callsOnly()
                        ? LocalGraph.open(artifacts, kept)
                        : LocalGraph.open(artifacts, kept, settings, configuration);
        GraphBus bus = coherence.watch(graph.bus());
        if (watchHealth) {
            bus.health(settings.health(configuration));
        }
        settings.apply(configuration, bus);
        if (callsOnly()) {
            bus.options(bus.options().withMessageBus(false));
        }
        return graph;
    }

    private boolean callsOnly() {
        return noMessageBus || mode == Mode.CALLS_ONLY;
    }
}
