package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what has been done. */
@Command(
        name = "status",
        description = "Tell which migrations have been applied, undone or broken off, or wait.",
        footer = {"", "Example:", "  graphbus migrate status --agent Orders --format json"})
final class MigrateStatusCommand implements Runnable {

    private final Console console;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only this agent's.")
    private @Nullable String agent;

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            completionCandidates = Format.ForResults.class,
            converter = Format.ForResults.class,
            description = "One of ${COMPLETION-CANDIDATES}; without it ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    MigrateStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        RunTable.show(
                console,
                format,
                options.engine().status().stream()
                        .filter(run -> agent == null || agent.equals(run.agent()))
                        .toList());
    }
}
