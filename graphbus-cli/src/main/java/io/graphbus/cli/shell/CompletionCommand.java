package io.graphbus.cli.shell;

import io.graphbus.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that teaches a shell the commands, options and names of the graph. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell.",
        footer = {
            "",
            "Example:",
            "  source <(graphbus completion bash)",
            "  graphbus completion zsh > \"$${fpath[1]}/_graphbus\"",
            "  graphbus completion fish > ~/.config/fish/completions/graphbus.fish"
        })
public final class CompletionCommand implements Runnable {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SHELL",
            converter = Shell.Name.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.result(Script.of(shell, spec.root()).stripTrailing());
    }
}
