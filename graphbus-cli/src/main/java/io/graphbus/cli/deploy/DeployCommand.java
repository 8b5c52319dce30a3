package io.graphbus.cli.deploy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps record of what is live where. */
@Command(
        name = "deploy",
        description = "Keep record of which versions of agents are live in which environment.",
        subcommands = {
            DeployRecordCommand.class,
            DeployReleaseCommand.class,
            DeployRemoveCommand.class,
            DeployListCommand.class
        },
        footer = {"", "Example:", "  graphbus deploy record Orders@1.1.0 --to prod"})
public final class DeployCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(
                spec.commandLine(), "Which one? record, release, remove, list");
    }
}
