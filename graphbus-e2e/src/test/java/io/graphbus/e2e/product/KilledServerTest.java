package io.graphbus.e2e.product;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Served;
import io.graphbus.e2e.process.Served.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is left of builds when their server is killed. */
class KilledServerTest {

    private static final String TOKEN = "a-token-of-some-length-for-this-test";
    private static final int ROUNDS = Boolean.getBoolean("graphbus.soak") ? 40 : 1;

    @TempDir Path temp;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, String> words = new HashMap<>();

    @Test
    void aServerThatWasKilledStartsWithTheBuildBeforeOrTheNextAndNothingHalf() throws Exception {
        Served server = serve();
        try {
            takesOver(server, "zero");
            for (int round = 1; round <= ROUNDS; round++) {
                String next = "next" + round;
                Served doomed = server;
                if (random.nextBoolean()) {
                    killWhile(doomed, 1_500, () -> upload(doomed, next));
                } else {
                    killWhile(doomed, 1_000, () -> activateInTurn(doomed));
                }
                server = serve();
                isWhole(server, next);
                hasCleanedUp();
                takesOver(server, "then" + round);
            }
        } finally {
            server.close();
        }
    }

    private Served serve() throws IOException {
        return Served.start(
                Program.graphbus(temp)
                        .with("GRAPHBUS_ADMIN_TOKEN", TOKEN)
                        .with("GRAPHBUS_BUILDS_ENABLED", "true")
                        .with(
                                "GRAPHBUS_JAVA_OPTS",
                                Program.QUICK + " -Djava.io.tmpdir=" + scratch()),
                "--data=data");
    }

    /** Kills the server at some moment of the work, or soon after it. */
    private void killWhile(Served server, int atMostMillis, Runnable work) throws Exception {
        CompletableFuture<Void> done = CompletableFuture.runAsync(work);
        done.copy().completeOnTimeout(null, random.nextInt(atMostMillis), MILLISECONDS).get();
        server.kill();
        try {
            done.get();
        } catch (ExecutionException cut) {
            assertThat(cut).hasCauseInstanceOf(UncheckedIOException.class);
        }
    }

    private void takesOver(Served server, String word) {
        Answer built = upload(server, word);
        assertThat(built.status()).as(built.body()).isEqualTo(201);
        words.put(built.json().at("/id").asString(), word);
        assertThat(greeting(server)).isEqualTo(word);
    }

    /** Nothing else than what was active before, or what was to be next, and all of it. */
    private void isWhole(Served server, String next) {
        List<JsonNode> active = new ArrayList<>();
        for (JsonNode build : server.get("/api/v1/builds?limit=100").json().at("/items")) {
            words.putIfAbsent(id(build), next);
            assertThat(build.at("/runnable").asBoolean()).as(build.toString()).isTrue();
            Answer artifacts = server.get("/api/v1/builds/" + id(build) + "/artifacts");
            assertThat(artifacts.status()).as(build.toString()).isEqualTo(200);
            assertThat(artifacts.body()).contains("graph.json", "build_summary.json");
            if (build.at("/status").asString().equals("ACTIVE")) {
                active.add(build);
            }
        }
        assertThat(active).as("active builds, seed %d", seed).hasSize(1);
        assertThat(greeting(server))
                .as("seed %d", seed)
                .isEqualTo(words.get(id(active.getFirst())));
    }

    /** One server has one directory, and nothing builds for the one before. */
    private void hasCleanedUp() throws IOException {
        try (var files = Files.list(scratch())) {
            assertThat(files).as("seed %d", seed).hasSize(1);
        }
        await().until(
                        () ->
                                ProcessHandle.allProcesses()
                                        .map(process -> process.info().commandLine().orElse(""))
                                        .filter(command -> command.contains("CompilerMain"))
                                        .noneMatch(command -> command.contains(temp.toString())));
    }

    private Path scratch() throws IOException {
        return Files.createDirectories(temp.resolve("scratch"));
    }

    private static void activateInTurn(Served server) {
        List<String> ids = new ArrayList<>();
        server.get("/api/v1/builds?limit=100")
                .json()
                .at("/items")
                .forEach(build -> ids.add(id(build)));
        for (int i = 0; i < 1_000; i++) {
            String id = ids.get(i % ids.size());
            assertThat(post(server, "/api/v1/builds/" + id + "/activate", "").status())
                    .isEqualTo(200);
        }
    }

    private static Answer upload(Served server, String word) {
        String source =
                """
                import io.graphbus.agent.*;
                @Agent public class Greeter {
                    @SchemaMethod public String greet() { return "WORD"; }
                }
                """
                        .replace("WORD", word);
        return post(
                server,
                "/api/v1/builds?activate=true",
                JsonMapper.shared()
                        .writeValueAsString(Map.of("files", Map.of("Greeter.java", source))));
    }

    private static String greeting(Served server) {
        return post(server, "/api/v1/agents/Greeter/methods/greet", "").json().asString();
    }

    private static Answer post(Served server, String path, String json) {
        return server.send(
                HttpRequest.newBuilder(server.base().resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(BodyPublishers.ofString(json)));
    }

    private static String id(JsonNode build) {
        return build.at("/id").asString();
    }
}
