package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.GraphBusServer;
import io.graphbus.store.StateStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    @TempDir private Path directory;

    @Test
    void aFileThatAnotherServerUsesIsNamed() throws IOException {
        Map<String, String> file = Map.of("graphbus.data", directory.toString());
        TestServer.start(file).close();
        Path locked = directory.resolve("graphbus.mv.db");
        try (var other = FileChannel.open(locked, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            Problem problem = refusalOf(file);

            assertThat(lock.isValid()).isTrue();
            assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_IN_USE);
            assertThat(problem.where()).contains(directory.toString());
            assertThat(problem.hint()).contains("graphbus.data", "PostgreSQL");
        }
    }

    @Test
    void aDatabaseThatNeverAnswersEndsTheStartWithOneProblem() throws IOException {
        Problem problem = refusalOf(postgres(freePort(), "postgres"));

        assertThat(problem.code()).isEqualTo(ProblemCode.DATABASE_UNREACHABLE);
        assertThat(problem.message()).contains("refused");
        assertThat(problem.hint()).contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void aPasswordInTheUrlIsNotRepeated() {
        Problem problem =
                refusalOf(
                        Map.of(
                                "spring.datasource.url",
                                "jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret",
                                "graphbus.database.start-timeout",
                                "0s"));

        assertThat(problem.toString() + problem.hint()).doesNotContain("secret");
    }

    @Test
    void theServerOutlivesItsDatabase() throws IOException {
        int port = freePort();
        var starting =
                CompletableFuture.supplyAsync(
                        () -> TestServer.start(postgres(port, "postgres", Duration.ofMinutes(1))));
        EmbeddedPostgres database = start(port);
        try (var server = starting.join()) {
            assertThat(server.get("/api/v1/contracts").status()).isEqualTo(200);

            assertThat(refusalOf(postgres(port, "nobody")).message()).contains("nobody");

            database.close();
            TestServer.Answer away = server.get("/api/v1/contracts");
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.text("code")).isEqualTo("DATABASE_UNREACHABLE");
            assertThatThrownBy(() -> server.bean(StateStore.class).load("Any"))
                    .hasMessageContaining("DATABASE_UNREACHABLE");
            assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(503);

            database = start(port);
            assertThat(
                            IntStream.generate(() -> server.get("/api/v1/contracts").status())
                                    .limit(20)
                                    .anyMatch(status -> status == 200))
                    .as("the pool finds the database again within a few of its own pauses")
                    .isTrue();
        } finally {
            database.close();
        }
    }

    private static Problem refusalOf(Map<String, String> properties) {
        Throwable failure = catchThrowable(() -> TestServer.start(properties).close());
        assertThat(failure).isNotNull();
        return GraphBusServer.problems(failure).getFirst();
    }

    private static Map<String, String> postgres(int port, String database) {
        return postgres(port, database, Duration.ofSeconds(1));
    }

    private static Map<String, String> postgres(int port, String database, Duration wait) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "spring.datasource.username",
                "postgres",
                "spring.datasource.hikari.connection-timeout",
                "2000",
                "graphbus.database.start-timeout",
                wait.toString());
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("pg"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
