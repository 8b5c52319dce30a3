package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.schema.Version;
import io.graphbus.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Begins a migration. */
@Command(
        name = "create",
        description = "Write a migration of an agent's state to be filled in.",
        footer = {"", "Example:", "  graphbus migrate create Orders --from 1.0.0 --to 2.0.0"})
final class MigrateCreateCommand implements Runnable {

    private static final String DESCRIPTION =
            "Says what becomes of the state. Add operations in their order: rename {path, to}, move"
                    + " {from, to}, add {path, value}, fill {path, value}, drop {path, restore or"
                    + " optional}, mapEnum {path, values}, split and join {path, template}, convert"
                    + " {path, from, to}, each {path, do}.";

    private final Console console;

    @Parameters(paramLabel = "AGENT", description = "Whose state.")
    private String agent = "";

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            required = true,
            description = "The version that the state has.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            required = true,
            description = "The version that it gets.")
    private String to = "";

    @Mixin private MigrateOptions options = new MigrateOptions();

    MigrateCreateCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Version before = MigrateOptions.version("--from", from);
        Version after = MigrateOptions.version("--to", to);
        String name = agent.replaceAll("[^A-Za-z0-9_.-]", "_");
        Path file = options.directory().resolve(name + "-" + before + "-" + after + ".json");
        JsonNode document = document(before, after);
        DeclaredMigration migration = DeclaredMigration.read(document, file.toString());
        boolean taken = options.read().stream().anyMatch(m -> m.id().equals(migration.id()));
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
        console.say("Fill in its operations, then: graphbus migrate validate");
    }

    private JsonNode document(Version before, Version after) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("formatVersion", 1);
        document.put("description", DESCRIPTION);
        document.put("agent", agent);
        document.put("subject", "state");
        document.put("from", before.text());
        document.put("to", after.text());
        document.put("operations", List.of());
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
