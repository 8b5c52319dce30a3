package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a state back as it was. */
@Command(
        name = "rollback",
        description = {
            "Give an agent the state back that it had before a migration, and all after it.",
            "Not while a graph runs that keeps the state."
        },
        footer = {"", "Example:", "  graphbus migrate rollback Orders:state:1.0.0:2.0.0"})
final class MigrateRollbackCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "Of a run or a migration, as status tells it.")
    private String id = "";

    @Option(
            names = "--discard",
            description = "Give up what the agent has done with its state since.")
    private boolean discard;

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    MigrateRollbackCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        RunTable.show(console, format.format(), options.with(m -> m.rollback(id, discard)));
    }
}
