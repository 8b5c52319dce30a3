package io.graphbus.cli.migrate;

import io.graphbus.cli.output.Console;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.store.StateStore.StoredState;
import java.util.ArrayList;
import java.util.List;
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
        List<DeclaredMigration> migrations = options.read();
        List<StoredState> states = options.states().list();
        List<Problem> problems = new ArrayList<>(options.engine().changes());
        problems.addAll(options.trials().problems(migrations));
        if (!problems.isEmpty()) {
            throw new GraphBusException(problems, null);
        }
        console.say(
                "Checked "
                        + migrations.size()
                        + " migrations on "
                        + states.size()
                        + " saved states: no problems.");
    }
}
