package io.graphbus.server.database;

import io.graphbus.server.GraphBusServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole server on a free port of loopback, asked over HTTP with the administrator's token. */
public final class TestServer implements AutoCloseable {

    public static final String TOKEN = "test-token-of-some-length";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    public static TestServer start(Map<String, String> database, String... arguments) {
        var properties = new HashMap<>(database);
        properties.putIfAbsent("server.port", "0");
        properties.put("graphbus.security.admin-token", TOKEN);
        Stream<String> given =
                properties.entrySet().stream().map(p -> "--" + p.getKey() + "=" + p.getValue());
        String[] all = Stream.concat(given, Stream.of(arguments)).toArray(String[]::new);
        return new TestServer(GraphBusServer.application().run(all));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    public boolean has(Class<?> type) {
        return context.getBeanNamesForType(type).length > 0;
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /** With another token than the administrator's. */
    public Answer get(String path, String token) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), token);
    }

    public Answer postJson(String path, String body) {
        return postJson(path, body, "Accept", "*/*");
    }

    public Answer postJson(String path, String body, String... headers) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .headers(headers)
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Sends JSON with any method, and headers in pairs of name and value. */
    public Answer send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer delete(String path) {
        return send(HttpRequest.newBuilder(uri(path)).DELETE());
    }

    /** Posts a multipart form whose only part is the file {@code sources}. */
    public Answer postZip(String path, byte[] zip) {
        return postPart(path, "sources", zip);
    }

    /** Posts a multipart form whose only part is a file. */
    public Answer postPart(String path, String part, byte[] zip) {
        String boundary = "----graphbus";
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\""
                                + part
                                + "\"; filename=\"s.zip\"\r\nContent-Type: application/zip\r\n\r\n")
                        .getBytes();
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes();
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofByteArray(head),
                                        BodyPublishers.ofByteArray(zip),
                                        BodyPublishers.ofByteArray(tail))));
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Answer send(HttpRequest.Builder request) {
        return send(request, TOKEN);
    }

    private Answer send(HttpRequest.Builder request, String token) {
        try {
            HttpResponse<byte[]> response =
                    client.send(
                            request.header("Authorization", "Bearer " + token).build(),
                            BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, byte[] body) {

        /** A header, or nothing. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** A member's text, such as {@code code} or {@code items/0/id}. */
        public String text(String path) {
            return json().at("/" + path).asString("");
        }
    }
}
