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
            "Bring an agent's state to a version, or all states as plan tells: all of the way or none of"
                    + " it.",
            "Not while a graph runs that keeps the state."
        },
        footer = {"", "Example:", "  graphbus migrate apply --agent Orders --version 2.0.0"})
final class MigrateApplyCommand implements Runnable {

    private final Console console;

    @Mixin private WishOptions wish = new WishOptions();

    @Option(names = "--dry-run", description = "Work all out and keep nothing of it.")
    private boolean rehearsal;

    @Mixin private MigrateOptions options = new MigrateOptions();

    @Mixin private Format.Choice format = new Format.Choice();

    MigrateApplyCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<MigrationRun> runs = options.with(m -> m.apply(wish.wish(), rehearsal));
        RunTable.show(console, format.format(), runs);
        if (runs.isEmpty()) {
            console.say("There is nothing to do: the states have their versions already.");
        }
    }
}
