package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import io.graphbus.e2e.process.Served.Answer;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** How a server ends, when it is told to and when it is killed. */
class ServerEndsTest {

    private static final String TOKEN = "a-token-for-this-test";

    private static final String BUSY =
            """
            import io.graphbus.agent.*;

            @Agent(concurrency = 8)
            public class Busy {
                @SchemaMethod
                public String work(long millis) throws InterruptedException {
                    Thread.sleep(millis);
                    return "done";
                }

                @SchemaMethod
                public void hang() {
                    long end = System.nanoTime() + 120_000_000_000L;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    private static final String SLOW_TO_START =
            """
            import io.graphbus.agent.*;

            @Agent
            public class Greeter {
                public Greeter() throws InterruptedException {
                    Thread.sleep(20_000);
                }

                @SchemaMethod
                public String greet() {
                    return "new";
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
            await().until(() -> metric(server) >= 2);

            Duration took = server.terminate();

            assertThat(working.join().status()).isEqualTo(200);
            assertThat(working.join().body()).isEqualTo("\"done\"");
            assertThat(took).isLessThan(Duration.ofSeconds(30));
            assertThat(server.exit()).isZero();
            assertThat(server.err()).contains("Busy");
            assertThat(stream).isCompleted();
            assertThat(hanging.handle((answer, failure) -> true).join()).isTrue();
        }
    }

    @Test
    void aServerThatIsKilledWhileABuildTakesOverRunsTheOneBefore() {
        Program program =
                Program.graphbus(temp)
                        .with("GRAPHBUS_ADMIN_TOKEN", TOKEN)
                        .with("GRAPHBUS_BUILDS_ENABLED", "true");
        String before;
        try (Served server = Served.start(program)) {
            before = build(server, greeter("old"), true).json().get("id").asString();
            String next = build(server, SLOW_TO_START, false).json().get("id").asString();
            var activation = later(() -> activate(server, next));
            await().until(() -> server.metric("jvm_threads_live_threads") > 0);
            server.get("/api/v1/builds/" + next);

            server.kill();

            assertThat(activation.handle((answer, failure) -> failure != null).join()).isTrue();
        }
        try (Served again = Served.start(program)) {
            assertThat(again.get("/api/v1/builds/" + before).json().get("status").asString())
                    .isEqualTo("ACTIVE");
            assertThat(again.post("/api/v1/agents/Greeter/methods/greet", "").body())
                    .isEqualTo("\"old\"");
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
            assertThat(server.err()).contains("jdbc:postgresql://127.0.0.1:1/graphbus");
        }
    }

    private static Answer call(Served server, String method, String arguments) {
        return server.post("/api/v1/agents/Busy/methods/" + method, arguments);
    }

    /** Executions that have begun. */
    private static double metric(Served server) {
        return server.get("/api/v1/agents/Busy").json().at("/running").asDouble();
    }

    private static int liveness(Served server) {
        try {
            return server.get("/actuator/health/liveness").status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static Answer build(Served server, String source, boolean activate) {
        String body =
                JsonMapper.shared()
                        .writeValueAsString(Map.of("files", Map.of("Greeter.java", source)));
        return server.send(
                authorized(server, "/api/v1/builds?activate=" + activate)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static Answer activate(Served server, String id) {
        return server.send(
                authorized(server, "/api/v1/builds/" + id + "/activate")
                        .POST(BodyPublishers.noBody()));
    }

    private static HttpRequest.Builder authorized(Served server, String path) {
        return HttpRequest.newBuilder(server.base().resolve(path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static String greeter(String word) {
        return SLOW_TO_START.replace("Thread.sleep(20_000);", "").replace("new", word);
    }

    private static CompletableFuture<Answer> later(
            java.util.function.Supplier<Answer> request) {
        return CompletableFuture.supplyAsync(request);
    }
}
