package io.graphbus.cli.deadletter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Dead letters. */
@Command(
        name = "dlq",
        description = "Look at deliveries that were given up, replay them or throw them away.",
        subcommands = {
            DlqListCommand.class,
            DlqShowCommand.class,
            DlqReplayCommand.class,
            DlqPurgeCommand.class
        },
        footer = {
            "",
            "Example:",
            "  graphbus dlq replay --all --dry-run --server http://localhost:8080"
        })
public final class DlqCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Which one? list, show, replay, purge");
    }
}
