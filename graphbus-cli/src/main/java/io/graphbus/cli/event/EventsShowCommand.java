package io.graphbus.cli.event;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one event. */
@Command(
        name = "show",
        description = {
            "Show one event of the history or the event log, with what became of it while the"
                    + " history has it."
        },
        footer = {"", "Example:", "  graphbus events show n1-42 --server http://localhost:8080"})
final class EventsShowCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "Of the event.")
    private String id = "";

    @Mixin private EventServer server = new EventServer();

    @Mixin private Format.Choice format = new Format.Choice();

    EventsShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        JsonNode event = server.show(id);
        console.result(format.format(), event, c -> Documents.coloured(event, c.style()));
    }
}
