package io.graphbus.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The packaged server, started with the settings that image and chart give it, on a port of its
 * own.
 */
final class ContainerServer implements AutoCloseable {

    static final String TOKEN = "a-token-for-this-test-only";
    static final String VIEWER_TOKEN = "a-viewers-token-for-this-test";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private ContainerServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts the server and does not wait for it; an empty value takes a setting away. */
    static ContainerServer start(Path directory, Map<String, String> settings) {
        try (var socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            Path log = Files.createTempFile(directory, "server", ".log");
            var builder =
                    new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-jar", jar().toString())
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            Map<String, String> environment = builder.environment();
            environment.put("SERVER_ADDRESS", "0.0.0.0");
            environment.put("SERVER_PORT", String.valueOf(port));
            environment.put("GRAPHBUS_DATA", directory.resolve("data").toString());
            environment.put("GRAPHBUS_ADMIN_TOKEN", TOKEN);
            environment.put("GRAPHBUS_VIEWER_TOKEN", VIEWER_TOKEN);
            environment.putAll(settings);
            environment.values().removeIf(String::isEmpty);
            socket.close();
            return new ContainerServer(builder.start(), log, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContainerServer awaitReady() {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> {
                            assertThat(process.isAlive()).as(this::log).isTrue();
                            return answers(ServedPaths.READINESS);
                        });
        return this;
    }

    private boolean answers(String path) {
        try {
            return get(path, "").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path, String token) {
        return send(request(path, token).build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(
                request(path, TOKEN)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        request.timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Process process() {
        return process;
    }

    int port() {
        return port;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        client.close();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.path("graphbus-server/target"))) {
            List<Path> jars =
                    files.filter(f -> f.getFileName().toString().endsWith("-exec.jar")).toList();
            assertThat(jars).as("the server is packaged before it is tested").hasSize(1);
            return jars.getFirst();
        }
    }
}
