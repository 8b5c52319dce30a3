package io.graphbus.cli.system;

import io.graphbus.cli.output.Documents;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Speaks REST with a GraphBus server. Used by one thread. */
public final class ServerClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI base;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

    private ServerClient(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * A client for one server; nothing is sent yet.
     *
     * @param url such as {@code http://localhost:8080}
     */
    public static ServerClient of(String url, @Nullable String token) {
        try {
            URI base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (base.getHost() != null && String.valueOf(base.getScheme()).matches("https?")) {
                return new ServerClient(base, token);
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(url).toException(e);
        }
        throw notAnAddress(url).toException();
    }

    private static Problem notAnAddress(String url) {
        return Problem.of(
                ProblemCode.USAGE,
                "--server",
                "'" + url + "' is not the address of a server",
                "Give it as http://localhost:8080.");
    }

    /** The answer to {@code GET /api/v1} and the path. */
    public JsonNode get(String path) {
        return Documents.parse(base + path, send(request(path).GET()));
    }

    /** All items of a list, however many pages it has. */
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + "?limit=500" + cursor);
            page.path("items").forEach(items::add);
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + encode(next);
        } while (!cursor.isEmpty());
        return items;
    }

    /** The answer's text to a {@code POST} of a JSON text. */
    public String post(String path, String json) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    /** The answer's text to a {@code DELETE}; empty where it says nothing. */
    public String delete(String path) {
        return send(request(path).DELETE());
    }

    /** A name as part of a path. */
    public static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                        .timeout(ANSWER)
                        .header("Accept", "application/json, application/problem+json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() / 100 == 2) {
                return answer.body();
            }
            throw refused(answer);
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private GraphBusException unreachable(Exception cause) {
        String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
        return Problem.of(
                        ProblemCode.SERVER_UNREACHABLE,
                        base.toString(),
                        "The server cannot be reached" + reason,
                        "Is it running, and is this its address? 'graphbus serve' starts one.")
                .toException(cause);
    }

    private GraphBusException refused(HttpResponse<String> answer) {
        return RemoteProblem.read(base.toString(), answer.statusCode(), details(answer.body()))
                .toException();
    }

    private static ObjectNode details(String body) {
        try {
            return Documents.parse("", body) instanceof ObjectNode object
                    ? object
                    : JsonNodeFactory.instance.objectNode();
        } catch (GraphBusException notJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
