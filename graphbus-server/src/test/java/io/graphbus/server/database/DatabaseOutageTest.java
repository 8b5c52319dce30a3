package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.graphbus.server.database.TestServer.Answer;
import io.graphbus.server.graph.LiveGraph;
import io.graphbus.server.http.TestArtifacts;
import io.graphbus.store.StateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A server whose PostgreSQL is away when it starts, and goes and comes back while it works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageTest {

    @TempDir private static Path directory;

    private final int httpPort = freePort();
    private final int databasePort = freePort();
    private HttpResponse<String> liveness;
    private HttpResponse<String> readiness;
    private HttpResponse<String> health;
    private HttpResponse<String> graph;
    private EmbeddedPostgres database;
    private TestServer server;

    @BeforeAll
    void startWithoutDatabase() throws Exception {
        var starting = CompletableFuture.supplyAsync(() -> TestServer.start(properties()));
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> ask("/actuator/health/liveness").statusCode() == 200);
        liveness = ask("/actuator/health/liveness");
        readiness = ask("/actuator/health/readiness");
        health = ask("/actuator/health");
        graph = ask("/api/v1/graph");
        database = startDatabase();
        server = starting.join();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        database.close();
    }

    @Test
    void whileAStartWaitsTheServerIsAliveButNotReady() {
        assertThat(liveness.statusCode()).isEqualTo(200);
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).doesNotContain("127.0.0.1");
        assertThat(health.body()).contains("127.0.0.1:" + databasePort, "refused");
    }

    @Test
    void whileAStartWaitsRequestsAreToldToComeBack() {
        assertThat(graph.statusCode()).isEqualTo(503);
        assertThat(graph.body()).contains("DATABASE_UNREACHABLE", "waits for its database");
        assertThat(graph.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void onceTheDatabaseAnswersTheStartIsCompleted() {
        assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(server.get("/api/v1/builds").status()).isEqualTo(200);
    }

    @Test
    void anOutageUnderLoadLosesNothingAndEndsByItself(CapturedOutput output)
            throws IOException, SQLException {
        int before = output.getOut().length();
        server.bean(LiveGraph.class).activate(TestArtifacts.of("counter"));
        try (var calls =
                        Load.of(
                                () ->
                                        server.postJson(
                                                "/api/v1/agents/Counter/methods/increment", ""));
                var contracts = Load.of(() -> server.get("/api/v1/contracts"))) {
            calls.awaitMore(20);
            contracts.awaitMore(20);

            database.close();
            contracts.awaitMore(20, 503);
            calls.awaitMore(20);
            refusesWhatNeedsTheDatabase();

            database = startDatabase();
            contracts.awaitMore(20, 200);
            calls.awaitMore(20);

            contracts.close();
            calls.close();
            assertThat(contracts.statuses()).isSubsetOf(200, 503);
            assertThat(calls.statuses()).containsExactly(200);
            savesTheStateOf(calls.count());
        }
        HikariDataSource pool = server.bean(DataSource.class).unwrap(HikariDataSource.class);
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        assertThat(warnings(output.getOut().substring(before)))
                .as("a few lines, not one for each request")
                .hasSizeLessThan(5)
                .filteredOn(line -> line.contains("does not answer"))
                .hasSize(1);
        assertThat(output.getOut().substring(before)).containsOnlyOnce("answers again");
    }

    private static List<String> warnings(String output) {
        return output.lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }

    private void refusesWhatNeedsTheDatabase() {
        assertThat(server.get("/api/v1/graph").status()).isEqualTo(200);
        assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(503);
        Answer away = server.get("/api/v1/contracts");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.text("code")).isEqualTo("DATABASE_UNREACHABLE");
        assertThatThrownBy(() -> server.bean(StateStore.class).load("Any"))
                .hasMessageContaining("DATABASE_UNREACHABLE");
    }

    private void savesTheStateOf(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                server.bean(StateStore.class)
                                        .load("Counter")
                                        .filter(s -> s.json().equals("{\"count\":" + count + "}"))
                                        .isPresent());
        assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private Map<String, String> properties() {
        return Map.of(
                "server.port",
                "" + httpPort,
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "spring.datasource.username",
                "postgres",
                "graphbus.state.interval",
                "1s");
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(databasePort)
                .setDataDirectory(directory.resolve("pg"))
                .setCleanDataDirectory(false)
                .start();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
