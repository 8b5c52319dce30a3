package io.graphbus.cli.contract;

import io.graphbus.agent.Contract.Stability;
import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.SystemOptions;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.diff.Bump;
import io.graphbus.diff.ContractDiff;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.ContractStore.StoredContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a contract into a registry. */
@Command(
        name = "register",
        description = {
            "Register a version of an agent's contract: from a file, or as it was built.",
            "A beta or stable version never changes, and has to be as high as its changes need."
        },
        footer = {
            "",
            "Example:",
            "  graphbus contract register Orders --version 1.1.0 --schema orders.json"
        })
final class ContractRegisterCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "AGENT", description = "Whose contract.")
    private String agent = "";

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "Its semantic version; a built contract has its own.")
    private @Nullable String version;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = {
                "The contract as JSON: methods, publishes, subscribes; without it what was built."
            })
    private @Nullable Path schema;

    @Option(
            names = "--stability",
            paramLabel = "S",
            defaultValue = "stable",
            description = {
                "draft, beta or stable, where the file does not say; without it ${DEFAULT-VALUE}."
            })
    private Stability stability = Stability.STABLE;

    @Mixin private SystemOptions system = new SystemOptions();

    @Mixin private DataOptions data = new DataOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    ContractRegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Optional<ServerClient> server = system.server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                send(client);
            }
            return;
        }
        Optional<Path> built = artifacts();
        ContractStore store = data.store(built);
        ContractRegistry registry = new ContractRegistry(store, Clock.systemUTC());
        AgentContract contract = contract(built);
        boolean news = !registry.register(List.of(contract)).isEmpty();
        if (news) {
            registry.change(contract).ifPresent(this::note);
        }
        StoredContract stored = store.find(contract.agent(), contract.version()).orElseThrow();
        Map<String, Object> fields = ContractListCommand.fields(stored);
        fields.put("changed", news);
        console.result(format.format(), Documents.tree(fields), c -> text(stored, news));
    }

    private Optional<Path> artifacts() {
        return system.isGiven("--artifacts")
                ? Optional.of(system.artifacts())
                : DataOptions.artifacts(null);
    }

    private AgentContract contract(Optional<Path> artifacts) {
        return schema == null ? built(artifacts) : written(schema);
    }

    private void send(ServerClient client) {
        AgentContract contract = contract(artifacts());
        ObjectNode request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("agent", contract.agent())
                        .put("version", contract.version().text());
        request.set("document", Json.MAPPER.readTree(contract.document()));
        JsonNode answer =
                Documents.parse("answer", client.post("/contracts", Documents.compact(request)));
        StoredContract stored = ContractSource.contract(answer);
        console.result(
                format.format(),
                Documents.tree(ContractListCommand.fields(stored)),
                c -> text(stored, true));
    }

    private static String text(StoredContract stored, boolean news) {
        String name = stored.agent() + "@" + stored.version();
        return news
                ? "Registered "
                        + name
                        + " ("
                        + stored.stability().name().toLowerCase(Locale.ROOT)
                        + ")"
                : name + " is registered already, with the same content";
    }

    /** A version may rise further than it has to. */
    private void note(ContractDiff diff) {
        if (Bump.between(diff.from(), diff.to()).compareTo(diff.bump()) > 0) {
            console.say(
                    diff.bump() == Bump.NONE
                            ? "note: nothing has changed since " + diff.from()
                            : "note: "
                                    + diff.minimum()
                                    + " would have been enough after "
                                    + diff.from());
        }
    }

    private AgentContract built(Optional<Path> artifacts) {
        ContractName name =
                new ContractName(agent, Optional.ofNullable(version).map(ContractName::version));
        AgentContract contract =
                DataOptions.built(artifacts).stream()
                        .filter(c -> c.agent().equals(agent))
                        .findFirst()
                        .orElseThrow(() -> nothingToRegister().toException());
        if (name.version().filter(v -> !v.equals(contract.version())).isPresent()) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            name.toString(),
                            agent + " was built as version " + contract.version(),
                            "Change @Contract(version = ...) and build again, or leave --version"
                                    + " out.")
                    .toException();
        }
        return contract;
    }

    private Problem nothingToRegister() {
        return Problem.of(
                ProblemCode.USAGE,
                agent,
                "There is no contract to register: no --schema was given, and "
                        + agent
                        + " is not built here",
                "Give the contract with --schema FILE, or build the project first.");
    }

    private AgentContract written(Path file) {
        if (version == null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--version",
                            "A contract from a file needs a version",
                            "Give it with --version, such as --version 1.0.0.")
                    .toException();
        }
        Version asked = ContractName.version(version);
        return AgentContract.written(agent, asked, stability, read(file));
    }

    private static JsonNode read(Path file) {
        try {
            return Json.parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.INPUT_UNREADABLE,
                            file.toString(),
                            "The contract cannot be read: " + e,
                            "Check that the file is there and is text in UTF-8.")
                    .toException(e);
        }
    }
}
