package io.graphbus.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The server as one jar with all others in it. */
class ExecJarIT {

    private static final String AGENT =
            """
            import io.graphbus.agent.*;

            @Agent
            public class Greeter {
                @SchemaMethod
                public String greet(String name) {
                    return "Hello, " + name;
                }

                @SchemaMethod
                public void hang() {
                    System.out.println("begun to hang");
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    @TempDir Path temp;

    @Test
    void buildsWhatIsUploadedAndEndsAtOnceWhenToldTwice() throws InterruptedException {
        Map<String, String> settings =
                Map.of(
                        "GRAPHBUS_BUILDS_ENABLED", "true",
                        "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "1h");
        try (ContainerServer server = ContainerServer.start(temp, settings).awaitReady()) {
            var built = server.post("/api/v1/builds?activate=true", sources());
            assertThat(built.body()).contains("\"ACTIVE\"");
            assertThat(server.post(method("greet"), "{\"name\":\"Ada\"}").body())
                    .isEqualTo("\"Hello, Ada\"");

            CompletableFuture.runAsync(() -> server.post(method("hang"), ""));
            await().until(() -> server.log().contains("begun to hang"));

            assertThat(terminatedUntilItEnds(server.process())).as(server.log()).isEqualTo(143);
        }
    }

    private static int terminatedUntilItEnds(Process process) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        do {
            process.destroy();
        } while (!process.waitFor(500, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline);
        return process.isAlive() ? 0 : process.exitValue();
    }

    private static String sources() {
        return JsonMapper.shared()
                .writeValueAsString(Map.of("files", Map.of("Greeter.java", AGENT)));
    }

    private static String method(String name) {
        return "/api/v1/agents/Greeter/methods/" + name;
    }
}
