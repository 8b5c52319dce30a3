package io.graphbus.cli.deadletter;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The server whose dead letters are meant, and what is asked of it. */
final class LetterServer {

    private static final String PATH = "/dead-letters";
    private static final int PAGE = 500;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = {
                "Bearer token for the server, of role operator to replay and purge; better given as"
                        + " GRAPHBUS_TOKEN."
            })
    private @Nullable String token;

    private ServerClient client() {
        if (server == null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--server",
                            "Dead letters belong to a server, and none is named",
                            "Name it with --server http://localhost:8080, or set GRAPHBUS_SERVER.")
                    .toException();
        }
        return ServerClient.of(server, token);
    }

    /** Letters as a server lists them, newest first, at most so many. */
    List<JsonNode> list(FilterOptions filter, int most) {
        List<JsonNode> letters = new ArrayList<>();
        try (ServerClient client = client()) {
            String cursor = "";
            do {
                int wanted = Math.min(PAGE, most - letters.size());
                JsonNode page = client.get(PATH + "?limit=" + wanted + filter.query() + cursor);
                page.path("items").forEach(letters::add);
                String next = page.path("nextCursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + ServerClient.encode(next);
            } while (!cursor.isEmpty() && letters.size() < most);
        }
        return letters;
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
