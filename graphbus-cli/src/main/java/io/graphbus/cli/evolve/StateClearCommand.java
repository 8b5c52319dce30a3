package io.graphbus.cli.evolve;

import io.graphbus.cli.output.Console;
import io.graphbus.store.StateStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets one agent's state. */
@Command(
        name = "clear",
        description = "Forget an agent's state, after asking.",
        footer = {"", "Example:", "  graphbus state clear Counter --yes"})
final class StateClearCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "AGENT", description = "Whose state.")
    private String agent = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean sure;

    @Mixin private StateOptions options = new StateOptions();

    StateClearCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StateStore store = options.store();
        StateOptions.require(store, agent);
        if (sure || StateOptions.confirms(console, "Forget the state of " + agent + "?")) {
            store.delete(agent);
            console.say("Forgotten.");
            return 0;
        }
        console.say("Kept.");
        return 1;
    }
}
