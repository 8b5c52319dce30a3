package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Subject;
import io.graphbus.migration.delivery.MigrationDirectory;
import io.graphbus.migration.draft.Draft;
import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.store.ContractStore;
import io.graphbus.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Begins a migration. */
@Command(
        name = "create",
        description = "Write a migration of an agent's data to be filled in.",
        footer = {"", "Example:", "  graphbus migrate create Orders --from 1.0.0 --to 2.0.0"})
final class MigrateCreateCommand implements Runnable {

    private static final String DESCRIPTION =
            "Says what becomes of the data. Add operations in their order: rename {path, to}, move"
                    + " {from, to}, add {path, value}, fill {path, value}, drop {path, restore or"
                    + " optional}, mapEnum {path, values}, split and join {path, template}, convert"
                    + " {path, from, to}, each {path, do}.";

    private final Console console;

    @Parameters(paramLabel = "AGENT", description = "Whose data.")
    private String agent = "";

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            required = true,
            description = "The version that the data has.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            required = true,
            description = "The version that it gets.")
    private String to = "";

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            defaultValue = "state",
            description = {
                "What of the agent: state, payload:/topic, input:method or output:method; without it"
                        + " state.",
                "Of all but states the operations are drafted from the registered contracts."
            })
    private String subject = "state";

    @Mixin private MigrateOptions options = new MigrateOptions();

    MigrateCreateCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Version before = WishOptions.version("--from", from);
        Version after = WishOptions.version("--to", to);
        Draft draft = draft(before, after);
        Path file = options.directory().resolve(name(before, after));
        JsonNode document = document(before, after, draft);
        DeclaredMigration migration = DeclaredMigration.read(document, file.toString());
        boolean taken =
                MigrationDirectory.read(options.directory()).stream()
                        .anyMatch(m -> m.id().equals(migration.id()));
        if (taken || Files.exists(file)) {
            throw Problem.of(
                            ProblemCode.ALREADY_EXISTS,
                            file.toString(),
                            "there is a migration " + migration.id() + " already",
                            "Edit that one, or remove it first.")
                    .toException();
        }
        write(file, Documents.pretty(document));
        console.result(file.toString());
        draft.open().forEach(console::say);
        console.say("Look at its operations, then: graphbus migrate validate");
    }

    private String name(Version before, Version after) {
        String what = subject.equals("state") ? agent : agent + "-" + subject;
        return what.replaceAll("[^A-Za-z0-9_.-]+", "_") + "-" + before + "-" + after + ".json";
    }

    private Draft draft(Version before, Version after) {
        Subject what =
                Subject.of(subject)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                        ProblemCode.USAGE,
                                                        "--subject",
                                                        "\"" + subject + "\" is no subject",
                                                        "Give state, payload:/topic, input:method"
                                                                + " or output:method.")
                                                .toException());
        return what.equals(Subject.STATE)
                ? new Draft(JsonNodeFactory.instance.arrayNode(), List.of())
                : Draft.between(schema(what, before), schema(what, after));
    }

    private JsonNode schema(Subject what, Version version) {
        return what.schema(contract(version))
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.NOT_FOUND,
                                                agent + "@" + version,
                                                "its contract has no " + what,
                                                "graphbus contract list --format json shows what"
                                                        + " is registered.")
                                        .toException());
    }

    /** The contract of a version that is registered, here or with the server that was named. */
    private JsonNode contract(Version version) {
        Optional<ServerClient> server = options.server();
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                String path =
                        ServerClient.encode(agent) + "/" + ServerClient.encode(version.text());
                return client.get("/contracts/" + path).path("document");
            }
        }
        ContractStore contracts = LocalSystem.contracts(options.data());
        List<String> known =
                contracts.list().stream().map(c -> c.agent() + "@" + c.version()).toList();
        String name = agent + "@" + version;
        return contracts
                .find(agent, version)
                .map(c -> Json.parse(c.document(), agent))
                .orElseThrow(
                        () ->
                                Problem.of(
                                                ProblemCode.NOT_FOUND,
                                                name,
                                                "no such contract is registered",
                                                Nearest.hint(name, "contracts", known))
                                        .toException());
    }

    private JsonNode document(Version before, Version after, Draft draft) {
        String open = String.join(" ", draft.open());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("formatVersion", 1);
        document.put("description", open.isEmpty() ? DESCRIPTION : open + " " + DESCRIPTION);
        document.put("agent", agent);
        document.put("subject", subject);
        document.put("from", before.text());
        document.put("to", after.text());
        document.put("operations", draft.operations());
        return Documents.tree(document);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            WholeFile.replace(file, text);
        } catch (IOException e) {
            throw Problem.of(
                            ProblemCode.OUTPUT_NOT_WRITABLE,
                            file.toString(),
                            "the migration could not be written: " + e,
                            "Check that the directory can be written.")
                    .toException(e);
        }
    }
}
