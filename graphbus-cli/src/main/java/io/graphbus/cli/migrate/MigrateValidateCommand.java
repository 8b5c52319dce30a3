package io.graphbus.cli.migrate;

import io.graphbus.cli.migrate.place.Migrations;
import io.graphbus.cli.migrate.place.Migrations.Trial;
import io.graphbus.cli.output.Console;
import io.graphbus.problem.GraphBusException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries migrations on what is saved. */
@Command(
        name = "validate",
        description = {
            "Check all migrations and try them on what is saved or registered.",
            "Those of states are tried on the states that are saved, others on values made from the"
                    + " registered contracts: nothing fails, results are valid, and there and back"
                    + " again is the same but for what is told as lost."
        },
        footer = {"", "Example:", "  graphbus migrate validate --migrations migrations"})
final class MigrateValidateCommand implements Runnable {

    private final Console console;

    @Mixin private MigrateOptions options = new MigrateOptions();

    MigrateValidateCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Trial trial = options.with(Migrations::validate);
        if (!trial.problems().isEmpty()) {
            throw new GraphBusException(trial.problems(), null);
        }
        console.say(
                "Checked "
                        + count(trial.migrations(), "migration")
                        + " on "
                        + count(trial.states(), "saved state")
                        + ": no problems.");
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
