package io.graphbus.e2e.process;

import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@code graphbus serve} in its own process, asked over HTTP until it is stopped. */
public final class Served implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Running running;
    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    private Served(Running running, int port) {
        this.running = running;
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** Starts {@code serve <project>} on a free port and waits until it is ready. */
    public static Served start(Program program, String project, String... options) {
        return startOn(freePort(), program, project, options);
    }

    /** Starts {@code serve <project>} on a port and waits until it is ready. */
    public static Served startOn(int port, Program program, String project, String... options) {
        Served served =
                starting(port, program, Stream.concat(Stream.of(project), Stream.of(options)));
        served.awaitReady();
        return served;
    }

    /** Starts {@code serve} without a project on a free port and waits until it is ready. */
    public static Served start(Program program) {
        Served served = starting(freePort(), program, Stream.of());
        served.awaitReady();
        return served;
    }

    /** Starts {@code serve} on a port and waits for nothing. */
    public static Served starting(int port, Program program, Stream<String> arguments) {
        String[] all =
                Stream.concat(Stream.of("serve", "--port", "" + port), arguments)
                        .toArray(String[]::new);
        return new Served(program.start("", all), port);
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    public Answer post(String path, String json) {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(
                            request.timeout(Duration.ofSeconds(30)).build(),
                            BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(running.err(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI base() {
        return base;
    }

    /** The value of a metric, summed over the lines whose labels contain all the given texts. */
    public double metric(String name, String... labels) {
        return get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> java.util.Arrays.stream(labels).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public String err() {
        return running.err();
    }

    /** Sends SIGTERM and answers how long the server took to end. */
    public Duration terminate() {
        long before = System.nanoTime();
        running.process().destroy();
        try {
            if (!running.process().waitFor(40, TimeUnit.SECONDS)) {
                throw new IllegalStateException("did not stop: " + running.err());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Duration.ofNanos(System.nanoTime() - before);
    }

    /** Kills the server, so that it has no time to do anything about it. */
    public void kill() {
        try {
            running.process().destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The exit code of a server that has ended. */
    public int exit() {
        return running.outcome().exit();
    }

    @Override
    public void close() {
        running.process().destroyForcibly();
    }

    private void awaitReady() {
        await().atMost(Duration.ofSeconds(180))
                .pollInterval(Duration.ofMillis(200))
                .conditionEvaluationListener(null)
                .until(this::ready);
    }

    private boolean ready() {
        if (!running.process().isAlive()) {
            throw new IllegalStateException("ended early: " + running.outcome());
        }
        try {
            return get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What the server answered. */
    public record Answer(int status, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }
    }
}
