package io.graphbus.cli.subscription;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Pauses a subscription. */
@Command(
        name = "pause",
        description = {
            "Begin nothing further of a subscription to durable topics until it is resumed; what is being"
                    + " handled is finished.",
            "Its events wait in the event log, also when the server stops; others go on."
        },
        footer = {
            "",
            "Example:",
            "  graphbus subscriptions pause Billing.bill --server http://localhost:8080"
        })
final class SubscriptionsPauseCommand implements Runnable {

    private final Console console;

    @Parameters(
            paramLabel = "AGENT.ID",
            description = "An agent's name and the id of its subscription.")
    private String subscription = "";

    @Mixin private SubscriptionServer server = new SubscriptionServer();

    @Mixin private Format.Choice format = new Format.Choice();

    SubscriptionsPauseCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        JsonNode answer = server.ask(subscription, "pause");
        console.result(format.format(), answer, c -> subscription + " is paused");
    }
}
