package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import io.graphbus.e2e.process.Served.Answer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends when it is told to. */
class ServerEndsTest {

    private static final String BUSY =
            """
            import io.graphbus.agent.*;
            import java.util.concurrent.*;

            @Agent(concurrency = 8)
            public class Busy {
                @SchemaMethod
                public String work(long millis) throws InterruptedException {
                    System.err.println("begun to work");
                    new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
                    return "done";
                }

                @SchemaMethod
                public void hang() {
                    System.err.println("begun to hang");
                    long end = System.nanoTime() + 120_000_000_000L;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    @TempDir Path temp;

    @Test
    void aStopAnswersWhatRunsAndEndsInTimeAlthoughAnAgentHangs() {
        Project project = Project.of(temp.resolve("busy"), "Busy.java", BUSY);
        Program program =
                Program.graphbus(temp).with("SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE", "6s");
        try (Served server = Served.start(program, project.root().toString())) {
            var stream = later(() -> server.get("/api/v1/events/stream"));
            var working = later(() -> call(server, "work", "{\"millis\":2000}"));
            var hanging = later(() -> call(server, "hang", ""));
            await().until(() -> server.err().contains("begun to hang"));
            await().until(() -> server.err().contains("begun to work"));

            Duration took = server.terminate();

            assertThat(working.join().status()).as(server.err()).isEqualTo(200);
            assertThat(working.join().body()).isEqualTo("\"done\"");
            assertThat(took).as(server.err()).isLessThan(Duration.ofSeconds(12));
            assertThat(server.exit()).isZero();
            assertThat(stream).isCompleted();
            assertThat(hanging.handle((answer, failure) -> true).join()).isTrue();
        }
    }

    @Test
    void aServerThatWaitsForItsDatabaseIsAliveAndEndsWhenTold() {
        Program program =
                Program.graphbus(temp)
                        .with("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/graphbus");
        try (Served server = Served.starting(Served.freePort(), program, Stream.of())) {
            await().atMost(Duration.ofMinutes(2)).until(() -> liveness(server) == 200);
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(server.get("/api/v1/graph").status()).isEqualTo(503);

            server.terminate();

            assertThat(server.exit()).isZero();
            assertThat(server.err()).contains("127.0.0.1:1");
        }
    }

    private static Answer call(Served server, String method, String arguments) {
        return server.post("/api/v1/agents/Busy/methods/" + method, arguments);
    }

    private static int liveness(Served server) {
        try {
            return server.get("/actuator/health/liveness").status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static CompletableFuture<Answer> later(Supplier<Answer> request) {
        return CompletableFuture.supplyAsync(request);
    }
}
