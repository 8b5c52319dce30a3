package io.graphbus.cli.migrate;

import io.graphbus.cli.migrate.place.Migrations;
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

    @Mixin private Format.Choice format = new Format.Choice();

    MigrateStatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        RunTable.show(
                console,
                format.format(),
                options.with(Migrations::status).stream()
                        .filter(run -> agent == null || agent.equals(run.agent()))
                        .toList());
    }
}
