package io.graphbus.cli.migrate;

import io.graphbus.cli.migrate.place.RemoteMigrations;
import io.graphbus.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a migration back from a server. */
@Command(
        name = "forget",
        description = {
            "Let a server forget a migration, so that another one can take its place.",
            "Not one that has been applied and not rolled back."
        },
        footer = {"", "Example:", "  graphbus migrate forget Orders:state:1.0.0:2.0.0"})
final class MigrateForgetCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "Of the migration.")
    private String id = "";

    @Mixin private MigrateOptions options = new MigrateOptions();

    MigrateForgetCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (RemoteMigrations server = options.remote()) {
            server.forget(id);
        }
        console.say("Forgotten: " + id);
    }
}
