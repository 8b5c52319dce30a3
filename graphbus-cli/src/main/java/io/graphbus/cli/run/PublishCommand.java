package io.graphbus.cli.run;

import io.graphbus.GraphBus;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.cli.config.Configuration;
import io.graphbus.cli.config.RuntimeSettings;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Console.Diversion;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.LocalCoherence;
import io.graphbus.cli.system.LocalGraph;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.model.Durations;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Publishes one event and prints its id and how many subscriptions it goes to. */
@Command(
        name = "publish",
        description = "Publish an event and print its id and its number of subscribers.",
        footer = {
            "",
            "Example:",
            "  graphbus publish /Hello/MessageGenerated '{\"name\":\"Ada\",\"message\":\"Hi\"}'"
        })
public final class PublishCommand implements Runnable {

    private final Console console;
    private final Configuration configuration;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "Where to, such as /Order/Paid.")
    private String topic = "";

    @Parameters(index = "1", paramLabel = "JSON", description = "The payload.")
    private String payload = "";

    @Option(
            names = "--schema-version",
            paramLabel = "VERSION",
            description = "The payload's version; without it subscribers judge it by its form.")
    private @Nullable String schemaVersion;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Events of one key are handled in their order.")
    private @Nullable String key;

    @Option(
            names = "--expires-after",
            paramLabel = "TIME",
            description = "Not handled any more after so long, such as 30s or 5m.")
    private @Nullable String expiresAfter;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Restore agents' state from here and keep it here.")
    private @Nullable Path data;

    @Mixin private RuntimeSettings settings = new RuntimeSettings();

    @Mixin private SystemOptions system = new SystemOptions();

    PublishCommand(Console console, Configuration configuration) {
        this.console = console;
        this.configuration = configuration;
    }

    @Override
    public void run() {
        JsonNode json = Documents.parse("JSON", payload);
        if (schemaVersion != null && !Version.isValid(schemaVersion)) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--schema-version",
                            "\"" + schemaVersion + "\" is no semantic version",
                            "Give three numbers, such as 1.2.0 or 2.0.0-rc.1.")
                    .toException();
        }
        Duration time = time();
        Optional<ServerClient> server = system.server();
        if (server.isPresent()) {
            publishRemote(server.get(), json);
        } else {
            publishLocal(time);
        }
    }

    private @Nullable Duration time() {
        try {
            Duration time = expiresAfter == null ? null : Durations.parse(expiresAfter);
            if (time == null || Publish.isExpiry(time)) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw noTime().toException(e);
        }
        throw noTime().toException();
    }

    private Problem noTime() {
        return Problem.of(
                ProblemCode.USAGE,
                "--expires-after",
                "\"" + expiresAfter + "\" is no time after which something expires",
                "Give a number and a unit, such as 500ms, 30s or 5m.");
    }

    private void publishRemote(ServerClient server, JsonNode json) {
        try (server) {
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("topic", topic);
            request.set("payload", json);
            if (schemaVersion != null) {
                request.put("schemaVersion", schemaVersion);
            }
            if (key != null) {
                request.put("key", key);
            }
            if (expiresAfter != null) {
                request.put("expiresAfter", expiresAfter);
            }
            String receipt = server.post("/events", Documents.compact(request));
            console.result(console.json(Documents.parse("receipt", receipt)));
        }
    }

    private void publishLocal(@Nullable Duration time) {
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
            Receipt receipt =
                    bus.publish(
                            Publish.json(topic, payload)
                                    .schemaVersion(schemaVersion)
                                    .key(key)
                                    .expiresAfter(time));
            console.result(
                    console.json(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("id", receipt.id())
                                    .put("subscribers", receipt.subscribers())));
            LocalSystem.settle(bus);
        }
    }
}
