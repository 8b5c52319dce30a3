package io.graphbus.cli.deadletter;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.cli.system.ServerOptions;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** The server whose dead letters are meant, and what is asked of it. */
final class LetterServer {

    private static final String PATH = "/dead-letters";

    @Mixin private ServerOptions server = new ServerOptions();

    private ServerClient client() {
        return server.client("Dead letters");
    }

    /** Letters as a server lists them, newest first, at most so many. */
    List<JsonNode> list(FilterOptions filter, int most) {
        try (ServerClient client = client()) {
            return ServerOptions.items(client, PATH, filter.query(), most);
        }
    }

    JsonNode show(String id) {
        try (ServerClient client = client()) {
            return client.get(PATH + "/" + ServerClient.encode(id));
        }
    }

    JsonNode replay(Map<String, Object> wish) {
        try (ServerClient client = client()) {
            String body = Documents.compact(Documents.tree(wish));
            return Documents.parse("server", client.post(PATH + "/replay", body));
        }
    }

    /**
     * Throws letters away.
     *
     * @param query says which, each parameter after an ampersand
     */
    int purge(String query) {
        try (ServerClient client = client()) {
            String answer = client.delete(PATH + "?" + query.substring(1));
            return Documents.parse("server", answer).path("purged").asInt(0);
        }
    }
}
