package io.graphbus.cli.subscription;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Format;
import io.graphbus.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists subscriptions. */
@Command(
        name = "list",
        description = "List subscriptions of the running graph, and which of them are paused.",
        footer = {
            "",
            "Example:",
            "  graphbus subscriptions list --paused --server http://localhost:8080"
        })
final class SubscriptionsListCommand implements Runnable {

    private final Console console;

    @Option(names = "--paused", description = "Only those that are paused.")
    private boolean paused;

    @Mixin private SubscriptionServer server = new SubscriptionServer();

    @Mixin private Format.Choice format = new Format.Choice();

    SubscriptionsListCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        List<JsonNode> found =
                server.list().stream().filter(one -> !paused || isPaused(one)).toList();
        console.result(
                format.format(),
                Documents.tree(found),
                c -> found.isEmpty() ? "There are none." : c.render(table(found)));
    }

    private static boolean isPaused(JsonNode subscription) {
        return subscription.path("paused").asBoolean(false);
    }

    private static Table table(List<JsonNode> found) {
        Table table = Table.of("SUBSCRIPTION", "TOPIC", "HANDLER", "");
        for (JsonNode one : found) {
            table.row(
                    one.path("agent").asString("") + "." + one.path("id").asString(""),
                    one.path("topic").asString(""),
                    one.path("handler").asString(""),
                    isPaused(one) ? "paused" : "");
        }
        return table;
    }
}
