package io.graphbus.server.observation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what is sent by OTLP over HTTP, and keeps it. */
final class Collector implements AutoCloseable {

    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> types = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Collector() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/v1/traces",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
                    types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<String> types() {
        return List.copyOf(types);
    }

    /** Whether some span of a trace, or some text, has come. */
    boolean has(String text) {
        return bodies.stream().anyMatch(body -> body.contains(text));
    }

    boolean hasTrace(String hex) {
        return has(new String(HexFormat.of().parseHex(hex), ISO_8859_1));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
