package io.graphbus.cli.deadletter;

import io.graphbus.GraphBus;
import io.graphbus.cli.log.KeptLog;
import io.graphbus.cli.log.LogOptions;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.LocalSystem;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.ServerOptions;
import io.graphbus.durable.Durability;
import io.graphbus.durable.letter.Replay;
import io.graphbus.store.InMemoryStateStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The server whose dead letters are meant, and what is asked of it. */
final class LetterServer {

    private static final String PATH = "/dead-letters";

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private LogOptions local = new LogOptions();

    /** Whether the letters of a graph are meant that does not run. */
    boolean isLocal() {
        return local.isNamed();
    }

    private <T> T kept(Function<KeptLetters, T> work) {
        try (KeptLog log = local.open()) {
            return work.apply(new KeptLetters(log.letters()));
        }
    }

    private ServerClient client() {
        return server.client("Dead letters");
    }

    /** Letters as a server lists them, newest first, at most so many. */
    List<JsonNode> list(FilterOptions filter, int most) {
        if (isLocal()) {
            return kept(letters -> letters.list(filter.filter(), most));
        }
        try (ServerClient client = client()) {
            return ServerOptions.items(client, PATH, filter.query(), most);
        }
    }

    JsonNode show(String id) {
        if (isLocal()) {
            return kept(letters -> letters.show(id));
        }
        try (ServerClient client = client()) {
            return client.get(PATH + "/" + ServerClient.encode(id));
        }
    }

    /**
     * Delivers letters once more.
     *
     * @param how what a server is to know beside which letters are meant
     */
    JsonNode replay(MeantOptions meant, Map<String, Object> how) {
        try (ServerClient client = client()) {
            Map<String, Object> wish = new LinkedHashMap<>(meant.wish());
            wish.putAll(how);
            String body = Documents.compact(Documents.tree(wish));
            return Documents.parse("server", client.post(PATH + "/replay", body));
        }
    }

    /** Marks letters that the next run delivers. */
    JsonNode mark(Replay wish) {
        return kept(letters -> letters.replay(wish));
    }

    /** Tells what the next run would make of letters; starts the graph, and delivers nothing. */
    JsonNode rehearse(Replay wish) {
        try (KeptLog log = local.open();
                GraphBus bus =
                        LocalSystem.builder(
                                        local.artifacts(),
                                        Optional.of(local.data()),
                                        Optional.of(new InMemoryStateStore()))
                                .eventLog(log.log(), Durability.NONE)
                                .build()) {
            bus.start();
            return KeptLetters.rehearsed(bus.deadLetters().orElseThrow(), wish);
        }
    }

    /** Throws letters away; how many there were. */
    int purge(MeantOptions meant) {
        if (isLocal()) {
            return kept(letters -> letters.purge(meant.replay(null)));
        }
        try (ServerClient client = client()) {
            String answer = client.delete(PATH + "?" + meant.query().substring(1));
            return Documents.parse("server", answer).path("purged").asInt(0);
        }
    }
}
