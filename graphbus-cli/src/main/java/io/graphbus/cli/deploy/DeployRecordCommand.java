package io.graphbus.cli.deploy;

import io.graphbus.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Records what is live. */
@Command(
        name = "record",
        description = {
            "Record that a version of an agent is live in an environment, instead of all others."
        },
        footer = {"", "Example:", "  graphbus deploy record Orders@1.1.0 --to prod"})
final class DeployRecordCommand implements Runnable {

    private final Console console;

    @Mixin private Recording recording = new Recording();

    DeployRecordCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        recording.run(console, false);
    }
}
