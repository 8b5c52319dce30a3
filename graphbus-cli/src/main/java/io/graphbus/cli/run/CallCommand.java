package io.graphbus.cli.run;

import io.graphbus.GraphBus;
import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.RuntimeSettings;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.LocalCoherence;
import io.graphbus.cli.system.LocalGraph;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.MethodName;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls one method of one agent and prints its result. */
@Command(
        name = "call",
        description = "Call an agent's method and print the result as JSON.",
        footer = {
            "",
            "Example:",
            "  graphbus call HelloService.generateMessage '{\"name\":\"Ada\"}'"
        })
public final class CallCommand implements Runnable {

    private final Console console;
    private final Configuration configuration;

    @Parameters(index = "0", paramLabel = "AGENT.METHOD", description = "What to call.")
    private String method = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON",
            defaultValue = "{}",
            description = "The arguments by name; without it {}.")
    private String arguments = "{}";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Restore agents' state from here and keep it here.")
    private @Nullable Path data;

    @Mixin private RuntimeSettings settings = new RuntimeSettings();

    @Mixin private SystemOptions system = new SystemOptions();

    CallCommand(Console console, Configuration configuration) {
        this.console = console;
        this.configuration = configuration;
    }

    @Override
    public void run() {
        MethodName name = MethodName.parse(method);
        Documents.parse("JSON", arguments);
        Optional<ServerClient> server = system.server();
        if (server.isPresent()) {
            callRemote(server.get(), name);
        } else {
            callLocal(name);
        }
    }

    private void show(String result) {
        console.result(
                console.isTerminal() ? console.json(Documents.parse("result", result)) : result);
    }

    private void callRemote(ServerClient server, MethodName name) {
        try (server) {
            String path =
                    "/agents/"
                            + ServerClient.encode(name.agent())
                            + "/methods/"
                            + ServerClient.encode(name.method());
            show(server.post(path, arguments));
        }
    }

    private void callLocal(MethodName name) {
        try (Diversion quiet = console.divert();
                LocalCoherence coherence = LocalCoherence.in(Optional.ofNullable(data));
                LocalGraph graph =
                        LocalGraph.open(
                                system.artifacts(),
                                Optional.ofNullable(data),
                                settings,
                                configuration)) {
            GraphBus bus = graph.bus();
            settings.apply(configuration, coherence.watch(bus)).start();
            show(bus.callJson(name.agent(), name.method(), arguments));
            LocalSystem.settle(bus);
        }
    }
}
