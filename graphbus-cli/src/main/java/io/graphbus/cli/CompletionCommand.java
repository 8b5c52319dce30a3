package io.graphbus.cli;

import io.graphbus.cli.output.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints a script that teaches a shell the commands and options. */
@Command(
        name = "completion",
        description = "Print a completion script for a shell.",
        footer = {
            "",
            "Example:",
            "  source <(graphbus completion bash)",
            "  graphbus completion fish > ~/.config/fish/completions/graphbus.fish"
        })
final class CompletionCommand implements Runnable {

    private final Console console;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "SHELL",
            converter = ShellName.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CommandLine root = spec.root().commandLine();
        console.result(
                switch (shell) {
                    case BASH, ZSH -> AutoComplete.bash(root.getCommandName(), root);
                    case FISH -> new FishCompletion(root.getCommandSpec()).script();
                });
    }

    /** The shells whose language is spoken here; bash and zsh share a script. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads what {@link Shell#toString()} writes. */
    static final class ShellName implements ITypeConverter<Shell> {
        @Override
        public Shell convert(String text) {
            return Arrays.stream(Shell.values())
                    .filter(s -> s.toString().equals(text))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new TypeConversionException(
                                            "expected one of "
                                                    + List.of(Shell.values())
                                                    + " but was '"
                                                    + text
                                                    + "'"));
        }
    }
}
