package io.graphbus.cli.subscription;

import io.graphbus.cli.log.KeptLog;
import io.graphbus.cli.log.LogOptions;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.ServerOptions;
import io.graphbus.durable.pause.Pauses;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.log.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The server, or the log of a graph at rest, whose subscriptions are meant. */
final class SubscriptionServer {

    private static final String PATH = "/subscriptions";

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private LogOptions local = new LogOptions();

    private ServerClient client() {
        return server.client("Subscriptions");
    }

    List<JsonNode> list() {
        if (local.isNamed()) {
            return kept();
        }
        try (ServerClient client = client()) {
            return ServerOptions.items(client, PATH, "", Integer.MAX_VALUE);
        }
    }

    /** Those that the log of a graph at rest knows. */
    private List<JsonNode> kept() {
        try (KeptLog log = local.open()) {
            List<Reader> paused = log.log().paused();
            return log.log().readers().stream()
                    .map(reader -> Documents.tree(words(log, reader, paused.contains(reader))))
                    .toList();
        }
    }

    private static Map<String, Object> words(KeptLog log, Reader reader, boolean paused) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("agent", reader.agent());
        words.put("id", reader.subscription());
        log.subscription(reader)
                .ifPresent(
                        one -> {
                            words.put("topic", one.topic().text());
                            words.put("handler", one.handler());
                        });
        if (paused) {
            words.put("paused", true);
        }
        return words;
    }

    /** Whether it is to be paused by the next run. */
    private JsonNode keep(Reader reader, boolean paused) {
        try (KeptLog log = local.open()) {
            Pauses pauses = Pauses.atRest(log.log());
            if (paused) {
                pauses.pause(reader.agent(), reader.subscription());
            } else {
                pauses.resume(reader.agent(), reader.subscription());
            }
        }
        return Documents.tree(
                Map.of("agent", reader.agent(), "id", reader.subscription(), "paused", paused));
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
        Reader reader = new Reader(subscription.substring(0, dot), subscription.substring(dot + 1));
        if (local.isNamed()) {
            return keep(reader, what.equals("pause"));
        }
        String agent = ServerClient.encode(reader.agent());
        String id = ServerClient.encode(reader.subscription());
        try (ServerClient client = client()) {
            String answer = client.post(PATH + "/" + agent + "/" + id + "/" + what, "");
            return Documents.parse("server", answer);
        }
    }
}
