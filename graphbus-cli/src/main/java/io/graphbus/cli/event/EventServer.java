package io.graphbus.cli.event;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.ServerOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The server whose events are meant, and what is asked of it. */
final class EventServer {

    @Mixin private ServerOptions server = new ServerOptions();

    private ServerClient client() {
        return server.client("Past events");
    }

    /** Events as a server lists them, newest first, at most so many. */
    List<JsonNode> list(String path, Map<String, String> filter, int most) {
        String query =
                filter.entrySet().stream()
                        .map(f -> "&" + f.getKey() + "=" + ServerClient.encode(f.getValue()))
                        .collect(Collectors.joining());
        try (ServerClient client = client()) {
            return ServerOptions.items(client, path, query, most);
        }
    }

    JsonNode show(String id) {
        try (ServerClient client = client()) {
            return client.get("/events/" + ServerClient.encode(id));
        }
    }

    JsonNode verify() {
        try (ServerClient client = client()) {
            return client.get("/events/verify");
        }
    }

    JsonNode replay(Map<String, Object> wish) {
        try (ServerClient client = client()) {
            String body = Documents.compact(Documents.tree(wish));
            return Documents.parse("server", client.post("/events/replay", body));
        }
    }
}
