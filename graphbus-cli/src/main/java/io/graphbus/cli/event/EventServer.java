package io.graphbus.cli.event;

import io.graphbus.cli.output.Documents;
import io.graphbus.cli.system.ServerClient;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The server whose events are meant, and what is asked of it. */
final class EventServer {

    private static final int PAGE = 500;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server, such as http://localhost:8080.")
    private @Nullable String server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Bearer token for the server; better given as GRAPHBUS_TOKEN.")
    private @Nullable String token;

    private ServerClient client() {
        if (server == null) {
            throw Problem.of(
                            ProblemCode.USAGE,
                            "--server",
                            "Past events belong to a server, and none is named",
                            "Name it with --server http://localhost:8080, or set GRAPHBUS_SERVER.")
                    .toException();
        }
        return ServerClient.of(server, token);
    }

    /** Events as a server lists them, newest first, at most so many. */
    List<JsonNode> list(String path, Map<String, String> filter, int most) {
        String query =
                filter.entrySet().stream()
                        .map(f -> "&" + f.getKey() + "=" + ServerClient.encode(f.getValue()))
                        .collect(Collectors.joining());
        List<JsonNode> events = new ArrayList<>();
        try (ServerClient client = client()) {
            String cursor = "";
            do {
                int wanted = Math.min(PAGE, most - events.size());
                JsonNode page = client.get(path + "?limit=" + wanted + query + cursor);
                page.path("items").forEach(events::add);
                String next = page.path("nextCursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + ServerClient.encode(next);
            } while (!cursor.isEmpty() && events.size() < most);
        }
        return events;
    }

    JsonNode show(String id) {
        try (ServerClient client = client()) {
            return client.get("/events/" + ServerClient.encode(id));
        }
    }

    JsonNode replay(Map<String, Object> wish) {
        try (ServerClient client = client()) {
            String body = Documents.compact(Documents.tree(wish));
            return Documents.parse("server", client.post("/events/replay", body));
        }
    }
}
