package io.graphbus.cli.evolve;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at and clears what agents have kept between runs. */
@Command(
        name = "state",
        description = "Look at, or clear, the state that agents have kept.",
        subcommands = {
            StateListCommand.class,
            StateShowCommand.class,
            StateClearCommand.class,
            StateClearAllCommand.class
        },
        footer = {"", "Example:", "  graphbus state list --data graphbus-data"})
public final class StateCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Which one? list, show, clear, clear-all");
    }
}
