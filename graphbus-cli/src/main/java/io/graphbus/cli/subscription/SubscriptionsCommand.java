package io.graphbus.cli.subscription;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Subscriptions of a server's graph. */
@Command(
        name = "subscriptions",
        description =
                "Look at subscriptions of a server, or of a graph at rest, pause them and have them go on.",
        subcommands = {
            SubscriptionsListCommand.class,
            SubscriptionsPauseCommand.class,
            SubscriptionsResumeCommand.class
        },
        footer = {
            "",
            "Example:",
            "  graphbus subscriptions pause Billing.bill --server http://localhost:8080"
        })
public final class SubscriptionsCommand implements Runnable {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new ParameterException(spec.commandLine(), "Which one? list, pause, resume");
    }
}
