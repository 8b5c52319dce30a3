package io.graphbus.cli.subscription;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Resumes a subscription. */
@Command(
        name = "resume",
        description = {"Have a subscription that is paused go on where it stopped."},
        footer = {
            "",
            "Example:",
            "  graphbus subscriptions resume Billing.bill --server http://localhost:8080"
        })
final class SubscriptionsResumeCommand implements Runnable {

    private final Console console;

    @Parameters(
            paramLabel = "AGENT.ID",
            description = "An agent's name and the id of its subscription.")
    private String subscription = "";

    @Mixin private SubscriptionServer server = new SubscriptionServer();

    @Mixin private Format.Choice format = new Format.Choice();

    SubscriptionsResumeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        JsonNode answer = server.ask(subscription, "resume");
        console.result(format.format(), answer, c -> subscription + " goes on");
    }
}
