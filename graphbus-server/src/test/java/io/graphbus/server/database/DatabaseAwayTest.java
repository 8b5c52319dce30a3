package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.GraphBusServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseAwayTest {

    @TempDir private static Path directory;

    private Map<String, String> file = Map.of();

    @BeforeAll
    void aFile() {
        file = Map.of("graphbus.data", directory.toString());
        TestServer.start(file).close();
    }

    @Test
    void aFileThatAnotherServerUsesIsNamed() throws IOException {
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
    void aSchemaThatLacksAColumnEndsTheStart() throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("graphbus");
        execute(url, "alter table graphbus_build rename column summary to other");
        try {
            assertThatThrownBy(() -> TestServer.start(file).close())
                    .rootCause()
                    .hasMessageContaining("missing column [summary]");
        } finally {
            execute(url, "alter table graphbus_build rename column other to summary");
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

    private static Problem refusalOf(Map<String, String> properties) {
        Throwable failure = catchThrowable(() -> TestServer.start(properties).close());
        assertThat(failure).isNotNull();
        return GraphBusServer.problems(failure).getFirst();
    }

    private static Map<String, String> postgres(int port, String database) {
        return Map.of(
                "spring.datasource.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                "spring.datasource.username",
                "postgres",
                "graphbus.database.start-timeout",
                "1s");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
