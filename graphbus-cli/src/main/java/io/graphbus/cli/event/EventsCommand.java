package io.graphbus.cli.event;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Past events. */
@Command(
        name = "events",
        description = "Look at past events of a server, and deliver them once more.",
        subcommands = {EventsListCommand.class, EventsShowCommand.class, EventsReplayCommand.class},
        footer = {
            "",
            "Example:",
            "  graphbus events list --topic /Order/** --server http://localhost:8080"
        })
public final class EventsCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Which one? list, show, replay");
    }
}
