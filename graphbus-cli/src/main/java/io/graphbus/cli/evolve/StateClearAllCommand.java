package io.graphbus.cli.evolve;

import io.graphbus.cli.output.Console;
import io.graphbus.store.StateStore;
import io.graphbus.store.StateStore.StoredState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets every agent's state. */
@Command(
        name = "clear-all",
        description = "Forget the state of every agent, after asking.",
        footer = {"", "Example:", "  graphbus state clear-all --yes"})
final class StateClearAllCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean sure;

    @Mixin private StateOptions options = new StateOptions();

    StateClearAllCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        StateStore store = options.store();
        List<StoredState> states = store.list();
        if (states.isEmpty()) {
            console.say("Nothing is kept.");
            return 0;
        }
        String question = "Forget the state of " + states.size() + " agents?";
        if (sure || StateOptions.confirms(console, question)) {
            states.forEach(state -> store.delete(state.agent()));
            console.say("Forgotten.");
            return 0;
        }
        console.say("Kept.");
        return 1;
    }
}
