package io.graphbus.cli.config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is set, and where. */
@Command(
        name = "config",
        description = "Show and change what is set in files and the environment.",
        subcommands = {ConfigShowCommand.class, ConfigSetCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Later wins: /etc/graphbus/config.yaml, ~/.graphbus.yaml, ./.graphbus.yaml,",
            "GRAPHBUS_ variables (bus.overflow is GRAPHBUS_BUS_OVERFLOW), options.",
            "",
            "Example:",
            "  graphbus config show",
            "  graphbus config set bus.mailbox-capacity 64"
        })
public final class ConfigCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command: show or set?");
    }
}
