package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.server.database.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The disk of an H2 file fills up, which makes H2 close the database to all its connections. */
@ExtendWith(OutputCaptureExtension.class)
class FullDiskTest {

    private static final String KEYS = "/api/v1/keys";

    @TempDir private Path directory;

    @AfterEach
    void makeRoom() {
        FullDisk.full = false;
    }

    @Test
    void isSaidPlainlyAndIsOverOnceThereIsRoom(CapturedOutput output) {
        FullDisk.register();
        String url =
                "jdbc:h2:full:"
                        + directory.resolve("graphbus")
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        try (TestServer server = TestServer.start(Map.of("spring.datasource.url", url))) {
            assertThat(make(server, "before").status()).isEqualTo(201);

            FullDisk.full = true;
            Answer refused = make(server, "lost");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text("code")).isEqualTo("DATABASE_UNREACHABLE");
            assertThat(refused.text("detail")).contains("no room");
            for (int i = 0; i < 20; i++) {
                assertThat(make(server, "lost" + i).status()).isEqualTo(503);
            }
            assertThat(server.get("/api/v1/graph").status()).isEqualTo(200);
            assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);

            FullDisk.full = false;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> make(server, "after").status() == 201);
            String kept = server.get(KEYS).json().toString();
            assertThat(kept).contains("\"before\"", "\"after\"").doesNotContain("lost");
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);
        }
        assertThat(output.getOut()).doesNotContain("\tat ");
    }

    private static Answer make(TestServer server, String name) {
        return server.postJson(KEYS, "{\"name\":\"" + name + "\",\"role\":\"viewer\"}");
    }
}
