package io.graphbus.cli.deadletter;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists letters. */
@Command(
        name = "list",
        description = "List deliveries that were given up; those that died last come first.",
        footer = {
            "",
            "Example:",
            "  graphbus dlq list --agent Billing --since 24h --server http://localhost:8080"
        })
final class DlqListCommand implements Runnable {

    private final Console console;

    @Mixin private FilterOptions filter = new FilterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "No more than so many; without it ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Mixin private LetterServer server = new LetterServer();

    @Mixin private Format.Choice format = new Format.Choice();

    DlqListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        int most = Math.max(1, limit);
        List<JsonNode> found = server.list(filter, most + 1);
        List<JsonNode> letters = found.subList(0, Math.min(most, found.size()));
        console.result(
                format.format(),
                Documents.tree(letters),
                c -> letters.isEmpty() ? "There are no dead letters." : c.render(table(letters)));
        if (found.size() > most) {
            console.say("There are more; --limit shows them.");
        }
    }

    private static Table table(List<JsonNode> letters) {
        Table table =
                Table.of(
                        "ID", "SUBSCRIPTION", "TOPIC", "KEY", "VERSION", "REASON", "TRIES", "DIED");
        for (JsonNode letter : letters) {
            boolean replaying = text(letter, "status").equals("REPLAYING");
            table.row(
                    text(letter, "id"),
                    text(letter, "agent") + "." + text(letter, "subscription"),
                    text(letter, "topic"),
                    text(letter, "key"),
                    text(letter, "schemaVersion"),
                    text(letter, "reason"),
                    letter.path("attempts").asInt(0),
                    time(text(letter, "deadAt")) + (replaying ? ", is being replayed" : ""));
        }
        return table;
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    /** Fractions of a second tell nobody anything. */
    static String time(String text) {
        return text.replaceFirst("\\.[0-9]+Z$", "Z");
    }
}
