package io.graphbus.server.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.database.Database;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What holds when the database decides: several servers on one, and a commit that fails. */
class SharedDatabaseTest {

    private final Map<String, String> database = Database.postgres();

    @Test
    void ofActivationsOnTwoServersAtTheSameTimeTheDatabaseKeepsOne() throws Exception {
        try (var first = start();
                var second = start();
                var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 5; round++) {
                String one = id(first.postJson("/api/v1/builds", greeter("One" + round)));
                String two = id(first.postJson("/api/v1/builds", greeter("Two" + round)));
                var activations = new ArrayList<Callable<Answer>>();
                activations.add(() -> first.postJson("/api/v1/builds/" + one + "/activate", ""));
                activations.add(() -> second.postJson("/api/v1/builds/" + two + "/activate", ""));

                for (var done : threads.invokeAll(activations)) {
                    assertThat(done.get().status()).isIn(200, 409);
                }
                assertThat(active(first)).hasSize(1).isEqualTo(active(second));
            }
        }
    }

    @Test
    void whenTheCommitFailsTheGraphBeforeRunsAgain() throws SQLException {
        try (var server = start()) {
            String before = id(server.postJson("/api/v1/builds?activate=true", greeter("Hello")));
            String next = id(server.postJson("/api/v1/builds", greeter("Bye")));
            execute(
                    """
                    create function refuse() returns trigger language plpgsql as
                    $$ begin raise exception 'refused at commit'; end $$;
                    create constraint trigger refuse after update on graphbus_build
                    deferrable initially deferred for each row execute function refuse();
                    """);

            Answer refused = server.postJson("/api/v1/builds/" + next + "/activate", "");

            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.text("code")).isEqualTo("INTERNAL_ERROR");
            assertThat(active(server)).containsExactly(before);
            assertThat(
                            server.postJson(
                                            "/api/v1/agents/Greeter/methods/greet",
                                            "{\"name\":\"Ada\"}")
                                    .json()
                                    .asString())
                    .isEqualTo("Hello, Ada");
        }
    }

    private TestServer start() {
        return TestServer.start(database, "--graphbus.builds.enabled=true");
    }

    private static List<String> active(TestServer server) {
        var builds = server.get("/api/v1/builds?limit=100").json().at("/items");
        return StreamSupport.stream(builds.spliterator(), false)
                .filter(build -> build.at("/status").asString().equals("ACTIVE"))
                .map(build -> build.at("/id").asString())
                .toList();
    }

    private static String id(Answer build) {
        return build.text("id");
    }

    private static String greeter(String word) {
        String source =
                """
                import io.graphbus.agent.*;
                @Agent public class Greeter {
                    @SchemaMethod public String greet(String name) { return "WORD, " + name; }
                }
                """
                        .replace("WORD", word);
        return JsonMapper.shared()
                .writeValueAsString(Map.of("files", Map.of("Greeter.java", source)));
    }

    private void execute(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.get("spring.datasource.url"),
                                database.get("spring.datasource.username"),
                                database.get("spring.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
