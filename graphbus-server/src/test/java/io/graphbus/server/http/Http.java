package io.graphbus.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client with nothing but HTTP sees of a server on loopback. */
public final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    Http(int port) {
        this.port = port;
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String json) {
        return send(
                request(path, "Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    Answer send(String method, String path, String body, String... headers) {
        return send(request(path, headers).method(method, BodyPublishers.ofString(body)));
    }

    Answer send(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends a body without saying how long it is. */
    Answer postStreamed(String path, InputStream body) {
        return send(
                request(path, "Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> body)));
    }

    /** Opens a stream; the caller closes it. */
    InputStream open(String path, String... headers) {
        return exchange(request(path, headers).GET(), BodyHandlers.ofInputStream()).body();
    }

    /** Sends a request line that no HTTP client would. */
    Answer raw(String requestLine) {
        try (var socket = new Socket("127.0.0.1", port)) {
            String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String text =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Answer.parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        return new Answer(response);
    }

    private static <T> HttpResponse<T> exchange(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, String body) {

        Answer(HttpResponse<String> response) {
            this(response.statusCode(), response.headers(), response.body());
        }

        private static Answer parse(String text) {
            String[] headAndBody = text.split("\r\n\r\n", 2);
            List<String> lines = headAndBody[0].lines().toList();
            Map<String, List<String>> headers =
                    lines.stream()
                            .skip(1)
                            .map(line -> line.split(": *", 2))
                            .collect(Collectors.toMap(l -> l[0], l -> List.of(l[1]), (a, b) -> a));
            int open = headAndBody[1].indexOf('{');
            return new Answer(
                    Integer.parseInt(lines.getFirst().split(" ")[1]),
                    HttpHeaders.of(headers, (name, value) -> true),
                    headAndBody[1].substring(open, headAndBody[1].lastIndexOf('}') + 1));
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        /** A member's text by JSON Pointer, such as {@code /code}; empty when there is none. */
        public String at(String pointer) {
            return json().at(pointer).asString("");
        }
    }
}
