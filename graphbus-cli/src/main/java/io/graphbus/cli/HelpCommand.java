package io.graphbus.cli;

import io.graphbus.problem.Nearest;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command by its name. */
@Command(
        name = "help",
        description = "Show the help of a command.",
        footer = {"", "Example:", "  graphbus help state clear"})
final class HelpCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Which one.")
    private List<String> path = List.of();

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String name : path) {
            command = sub(command, name);
        }
        command.usage(command.getOut());
    }

    private static CommandLine sub(CommandLine command, String name) {
        CommandLine found = command.getSubcommands().get(name);
        if (found == null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            name,
                            "There is no such command",
                            Nearest.hint(name, "commands", names(command)))
                    .toException();
        }
        return found;
    }

    /** The commands that are listed below one. */
    static List<String> names(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }
}
