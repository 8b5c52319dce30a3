package io.graphbus.cli.deadletter;

import static io.graphbus.cli.deadletter.DlqListCommand.text;
import static io.graphbus.cli.deadletter.DlqListCommand.time;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one letter. */
@Command(
        name = "show",
        description = {
            "Show a delivery that was given up: the event as it was published, every attempt, and"
                    + " the stack of the last failure."
        },
        footer = {
            "",
            "Example:",
            "  graphbus dlq show n1-42-5d41402a-bc4b --server http://localhost:8080"
        })
final class DlqShowCommand implements Runnable {

    private final Console console;

    @Parameters(paramLabel = "ID", description = "Of the letter, as list tells it.")
    private String id = "";

    @Mixin private LetterServer server = new LetterServer();

    @Mixin private Format.Choice format = new Format.Choice();

    DlqShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        JsonNode letter = server.show(id);
        console.result(format.format(), letter, c -> shown(letter, c));
    }

    private static String shown(JsonNode letter, Console console) {
        JsonNode event = letter.path("event");
        List<String> lines = new ArrayList<>();
        line(lines, "letter", text(letter, "id") + " (" + text(letter, "status") + ")");
        line(
                lines,
                "handler",
                text(letter, "agent")
                        + "."
                        + text(letter, "handler")
                        + ", subscription "
                        + text(letter, "subscription"));
        line(lines, "reads", text(letter, "accepts"));
        line(lines, "reason", text(letter, "reason"));
        line(lines, "died", time(text(letter, "deadAt")));
        line(lines, "migrates to", text(letter, "migrateTo"));
        line(lines, "event", text(event, "id") + " of " + text(event, "source"));
        line(lines, "topic", text(event, "topic"));
        line(lines, "published", time(text(event, "time")));
        line(lines, "key", text(event, "key"));
        line(lines, "version", text(event, "schemaVersion"));
        line(lines, "position", text(event, "position"));
        event.path("headers")
                .properties()
                .forEach(h -> line(lines, "header", h.getKey() + ": " + h.getValue().asString("")));
        line(lines, "payload", "");
        lines.add(Documents.coloured(event.path("payload"), console.style()));
        for (JsonNode failure : letter.path("failures")) {
            line(lines, "failed", time(text(failure, "at")) + "  " + text(failure, "error"));
        }
        lines.add(text(letter, "stack").stripTrailing());
        return String.join("\n", lines);
    }

    private static void line(List<String> lines, String name, String value) {
        if (!value.isEmpty() || name.equals("payload")) {
            lines.add(String.format("%-13s%s", name, value).stripTrailing());
        }
    }
}
