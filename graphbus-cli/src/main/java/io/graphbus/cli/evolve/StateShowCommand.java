package io.graphbus.cli.evolve;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints one agent's state. */
@Command(
        name = "show",
        description = "Print an agent's state as JSON.",
        footer = {"", "Example:", "  graphbus state show Counter"})
final class StateShowCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "AGENT", description = "Whose state.")
    private String agent = "";

    @Mixin private StateOptions options = new StateOptions();

    StateShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        String json = StateOptions.find(options.store(), agent).json();
        console.result(Documents.coloured(Documents.parse(agent, json), console.style()));
    }
}
