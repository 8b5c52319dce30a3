package io.graphbus.cli.event;

import io.graphbus.cli.log.KeptLog;
import io.graphbus.cli.log.LogOptions;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The server whose events are meant, and what is asked of it. */
final class EventServer {

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private LogOptions local = new LogOptions();

    /** Whether the log of a graph is meant that does not run. */
    boolean isLocal() {
        return local.isNamed();
    }

    private <T> T kept(Function<KeptEvents, T> work) {
        try (KeptLog log = local.open()) {
            return work.apply(new KeptEvents(log));
        }
    }

    private ServerClient client() {
        return server.client("Past events");
    }

    /** Events as a server lists them, newest first, at most so many. */
    List<JsonNode> list(String path, Map<String, String> filter, int most) {
        if (isLocal()) {
            return kept(events -> events.list(filter, most));
        }
        String query =
                filter.entrySet().stream()
                        .map(f -> "&" + f.getKey() + "=" + ServerClient.encode(f.getValue()))
                        .collect(Collectors.joining());
        try (ServerClient client = client()) {
            return ServerOptions.items(client, path, query, most);
        }
    }

    JsonNode show(String id) {
        if (isLocal()) {
            return kept(events -> events.show(id));
        }
        try (ServerClient client = client()) {
            return client.get("/events/" + ServerClient.encode(id));
        }
    }

    JsonNode verify() {
        if (isLocal()) {
            return kept(KeptEvents::verify);
        }
        try (ServerClient client = client()) {
            return client.get("/events/verify");
        }
    }

    JsonNode replay(Map<String, Object> wish) {
        if (isLocal()) {
            return kept(events -> events.replay(wish));
        }
        try (ServerClient client = client()) {
            String body = Documents.compact(Documents.tree(wish));
            return Documents.parse("server", client.post("/events/replay", body));
        }
    }
}
