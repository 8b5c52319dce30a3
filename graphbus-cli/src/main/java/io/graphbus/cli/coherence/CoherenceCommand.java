package io.graphbus.cli.coherence;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells whether the versions in a graph's traffic agree. */
@Command(
        name = "coherence",
        description = "Tell whether the versions in a graph's traffic agree.",
        subcommands = {
            CoherenceCheckCommand.class,
            CoherenceReportCommand.class,
            CoherenceDriftCommand.class,
            CoherenceVisualizeCommand.class
        },
        footer = {"", "Example:", "  graphbus coherence check --min 0.8"})
public final class CoherenceCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(
                spec.commandLine(), "Which one? check, report, drift, visualize");
    }
}
