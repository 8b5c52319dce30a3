package io.graphbus.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client with nothing but HTTP sees of a server on loopback. */
final class Http {

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
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        /** A member's text by JSON Pointer, such as {@code /code}; empty when there is none. */
        String at(String pointer) {
            return json().at(pointer).asString("");
        }
    }
}
