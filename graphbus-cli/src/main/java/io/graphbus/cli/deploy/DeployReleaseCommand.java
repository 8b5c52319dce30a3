package io.graphbus.cli.deploy;

import io.graphbus.cli.output.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Records what is live. */
@Command(
        name = "release",
        description = {
            "Record that a version of an agent is live in an environment, beside its other versions."
        },
        footer = {"", "Example:", "  graphbus deploy release Orders@2.0.0 --to prod"})
final class DeployReleaseCommand implements Runnable {

    private final Console console;

    @Mixin private Recording recording = new Recording();

    DeployReleaseCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        recording.run(console, true);
    }
}
