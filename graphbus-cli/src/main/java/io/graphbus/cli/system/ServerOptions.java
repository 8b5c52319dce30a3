package io.graphbus.cli.system;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The server that is meant, for what only a server has. */
public final class ServerOptions {

    private static final int PAGE = 500;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "Bearer token for the server, of role operator to change something; better given as"
                            + " GRAPHBUS_TOKEN.")
    private @Nullable String token;

    /**
     * A connection to it.
     *
     * @param what belongs to a server, such as {@code Dead letters}
     */
    public ServerClient client(String what) {
        if (server == null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--server",
                            what + " belong to a server, and none is named",
                            "Name it with --server http://localhost:8080, or set GRAPHBUS_SERVER; dlq,"
                                    + " events, subscriptions and verify also take --data DIR.")
                    .toException();
        }
        return ServerClient.of(server, token);
    }

    /**
     * The items of a list, page by page, at most so many.
     *
     * @param query further parameters, each after an ampersand
     */
    public static List<JsonNode> items(ServerClient client, String path, String query, int most) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            int wanted = Math.min(PAGE, most - items.size());
            JsonNode page = client.get(path + "?limit=" + wanted + query + cursor);
            page.path("items").forEach(items::add);
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + ServerClient.encode(next);
        } while (!cursor.isEmpty() && items.size() < most);
        return items;
    }
}
