package io.graphbus.cli.subscription;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.ServerOptions;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.List;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The server whose subscriptions are meant, and what is asked of it. */
final class SubscriptionServer {

    private static final String PATH = "/subscriptions";

    @Mixin private ServerOptions server = new ServerOptions();

    private ServerClient client() {
        return server.client("Subscriptions");
    }

    List<JsonNode> list() {
        try (ServerClient client = client()) {
            return ServerOptions.items(client, PATH, "", Integer.MAX_VALUE);
        }
    }

    /**
     * Has something done with a subscription.
     *
     * @param subscription an agent's name and an id
     */
    JsonNode ask(String subscription, String what) {
        int dot = subscription.indexOf('.');
        if (dot < 1 || dot == subscription.length() - 1) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "subscriptions " + what,
                            "'" + subscription + "' names no subscription of an agent",
                            "Give it as Billing.bill; 'graphbus subscriptions list' shows them.")
                    .toException();
        }
        String agent = ServerClient.encode(subscription.substring(0, dot));
        String id = ServerClient.encode(subscription.substring(dot + 1));
        try (ServerClient client = client()) {
            String answer = client.post(PATH + "/" + agent + "/" + id + "/" + what, "");
            return Documents.parse("server", answer);
        }
    }
}
