package io.graphbus.cli.generate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes sources into a project. */
@Command(
        name = "generate",
        description = "Write a new agent into the project.",
        subcommands = GenerateAgentCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  graphbus generate agent OrderProcessor --subscribes /Order/Placed"
        })
public final class GenerateCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Nothing was said of what to generate. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Generate what? There is: agent");
    }
}
