package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import io.graphbus.migration.state.MigrationRun;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a state to a version. */
@Command(
        name = "apply",
        description = {
            "Bring an agent's state to a version, all of the way or none of it.",
            "Not while a graph runs that keeps the state."
        },
        footer = {"", "Example:", "  graphbus migrate apply --agent Orders --version 2.0.0"})
final class MigrateApplyCommand implements Runnable {

    private final Console console;

    @Option(names = "--agent", paramLabel = "AGENT", required = true, description = "Whose state.")
    private String agent = "";

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            required = true,
            description = "The version that it gets.")
    private String version = "";

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForResults.class,
            converter = Format.ForResults.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    MigrateApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<MigrationRun> runs =
                options.engine()
                        .apply(
                                agent,
                                MigrateOptions.version("--version", version),
                                MigrateOptions.user());
        RunTable.show(console, format, runs);
        if (runs.isEmpty()) {
            console.say("The state has this version already.");
        }
    }
}
