package io.graphbus.spring.application;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that answers as a test wants it to, and remembers what it was asked. */
class ServerDouble implements AutoCloseable {

    /** As long as a hash is. */
    static final String ONE = "1".repeat(64);

    static final String OTHER = "2".repeat(64);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Reply> replies;

    ServerDouble(Function<Request, Reply> replies) {
        this(server(0), replies);
    }

    ServerDouble(HttpServer http, Function<Request, Reply> replies) {
        this.http = http;
        this.replies = replies;
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    /** One that takes every registration, at a port that must be free. */
    static ServerDouble on(int port) {
        return new ServerDouble(server(port), request -> Reply.registered(201));
    }

    private static HttpServer server(int port) {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    void answerFromNowOn(Function<Request, Reply> others) {
        replies = others;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request =
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            header(exchange, "Authorization"),
                            header(exchange, "If-Match"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            requests.add(request);
            Reply reply = replies.apply(request);
            reply.headers.forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
            boolean head = request.method.equals("HEAD");
            exchange.sendResponseHeaders(reply.status, head || body.length == 0 ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    /** What the application asked; headers that were not there are empty. */
    record Request(String method, String path, String authorization, String ifMatch, String body) {}

    /** What it is told. */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply registered(int status) {
            return new Reply(status, Map.of("ETag", '"' + ONE + '"'), "{\"hash\":\"" + ONE + "\"}");
        }

        static Reply present(String hash, String status) {
            return new Reply(
                    200,
                    Map.of("ETag", "W/\"" + hash + "\"", "GraphBus-Application-Status", status),
                    "");
        }

        static Reply problem(int status, String code, String detail) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/problem+json"),
                    """
                    {"status": %d, "code": "%s", "detail": "%s", "where": "x", "hint": "The server's hint."}
                    """
                            .formatted(status, code, detail));
        }

        static Reply text(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "text/html"), body);
        }

        Reply with(String header, String value) {
            var more = new HashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }
    }
}
