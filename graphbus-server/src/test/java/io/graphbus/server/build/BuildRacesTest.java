package io.graphbus.server.build;

import static io.graphbus.server.build.UploadedFiles.greeter;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.database.Database;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Administrators who upload, activate, roll back and delete at the same time. */
class BuildRacesTest {

    private static final int ADMINISTRATORS = 4;
    private static final int STEPS = Boolean.getBoolean("graphbus.soak") ? 500 : 15;
    private static final List<String> EXPECTED =
            List.of("CONFLICT", "UNKNOWN_BUILD", "BUILD_NOT_ACTIVATABLE");

    @TempDir Path directory;

    private final long seed = System.nanoTime();
    private final Map<String, String> words = new HashMap<>();
    private final List<byte[]> archives = new ArrayList<>();

    @Test
    void onOneServerWhatIsActiveRuns() throws Exception {
        try (TestServer server = start(Map.of("graphbus.data", directory.toString()))) {
            race(List.of(server));

            String hash = active(server).at("/artifactHash").asString();
            assertThat(greet(server)).as("seed %d", seed).isEqualTo(words.get(hash));
            String id = active(server).at("/id").asString();
            assertThat(server.delete("/api/v1/builds/" + id).text("code")).isEqualTo("CONFLICT");
        }
    }

    @Test
    void onTwoServersTheDatabaseKeepsOneActive() throws Exception {
        Map<String, String> database = Database.postgres();
        try (TestServer first = start(database);
                TestServer second = start(database)) {
            race(List.of(first, second));

            assertThat(active(first).at("/id")).isEqualTo(active(second).at("/id"));
            for (TestServer server : List.of(first, second)) {
                assertThat(words).containsValue(greet(server));
            }
        }
    }

    private static TestServer start(Map<String, String> database) {
        return TestServer.start(
                database,
                "--graphbus.builds.enabled=true",
                "--graphbus.builds.waiting=20",
                "--graphbus.builds.keep=2");
    }

    private void race(List<TestServer> servers) throws Exception {
        for (String word : List.of("One", "Two", "Three")) {
            Answer built =
                    servers.getFirst()
                            .postJson("/api/v1/builds?activate=true", greeter(word).json());
            words.put(built.text("artifactHash"), word + ", Ada!");
            archives.add(
                    servers.getFirst()
                            .get("/api/v1/builds/" + built.text("id") + "/artifacts")
                            .body());
        }
        servers.getLast().postPart("/api/v1/builds?activate=true", "artifacts", archives.get(0));
        var administrators = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < ADMINISTRATORS; i++) {
            TestServer server = servers.get(i % servers.size());
            var random = new Random(seed + i);
            administrators.add(() -> administer(server, random));
        }
        try (var threads = Executors.newFixedThreadPool(ADMINISTRATORS)) {
            for (var done : threads.invokeAll(administrators)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    private boolean administer(TestServer server, Random random) {
        for (int i = 0; i < STEPS; i++) {
            JsonNode builds = server.get("/api/v1/builds?limit=5").json().at("/items");
            String build =
                    "/api/v1/builds/"
                            + builds.get(random.nextInt(builds.size())).at("/id").asString();
            Answer answer =
                    switch (random.nextInt(4)) {
                        case 0 -> server.delete(build);
                        case 1 ->
                                server.postPart(
                                        "/api/v1/builds?activate=" + random.nextBoolean(),
                                        "artifacts",
                                        archives.get(random.nextInt(archives.size())));
                        default -> server.postJson(build + "/activate", "");
                    };
            if (answer.status() >= 300) {
                assertThat(answer.text("code"))
                        .as("%s, seed %d", new String(answer.body()), seed)
                        .isIn(EXPECTED);
                assertThat(answer.text("hint")).isNotEmpty();
            }
        }
        return true;
    }

    /** Exactly one, which has its artifacts. */
    private JsonNode active(TestServer server) {
        var active = new ArrayList<JsonNode>();
        for (JsonNode build : server.get("/api/v1/builds?limit=500").json().at("/items")) {
            if (build.at("/status").asString().equals("ACTIVE")) {
                active.add(build);
            }
        }
        assertThat(active).as("seed %d", seed).hasSize(1);
        assertThat(active.getFirst().at("/runnable").asBoolean()).isTrue();
        return active.getFirst();
    }

    private static String greet(TestServer server) {
        return server.postJson("/api/v1/agents/Greeter/methods/greet", "{\"name\":\"Ada\"}")
                .json()
                .asString();
    }
}
