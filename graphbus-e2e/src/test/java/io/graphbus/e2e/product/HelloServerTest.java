package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import io.graphbus.e2e.process.Served.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HelloServerTest {

    private static final String COUNTER =
            """
            import io.graphbus.agent.*;

            @Agent
            public class Counter implements Stateful<Counter.Count> {
                public record Count(int value) {}

                private int value;

                @SchemaMethod
                public int increment() {
                    return ++value;
                }

                @Override
                public Count captureState() {
                    return new Count(value);
                }

                @Override
                public void restoreState(Count count) {
                    value = count.value();
                }
            }
            """;

    @TempDir Path temp;

    @Test
    void theFirstMinuteOfAUserWorksAndSurvivesARestart() {
        Project hello =
                Project.example("hello-graphbus", temp).write("agents/Counter.java", COUNTER);
        JsonNode builds;
        try (Served server = serve(hello)) {
            greetsAda(server);
            showsTheEvent(server);
            countsWhatHappened(server);
            assertThat(server.post("/api/v1/agents/Counter/methods/increment", "").json().asInt())
                    .isEqualTo(1);
            builds = server.get("/api/v1/builds").json().get("items");
            assertThat(server.terminate()).isLessThan(Duration.ofSeconds(20));
        }
        try (Served again = serve(hello)) {
            assertThat(again.get("/api/v1/builds").json().get("items").toString())
                    .contains(builds.get(0).get("id").asString());
            assertThat(again.get("/api/v1/contracts?agent=HelloService").json().get("items"))
                    .isNotEmpty();
            assertThat(again.post("/api/v1/agents/Counter/methods/increment", "").json().asInt())
                    .isEqualTo(2);
            answersMistakesWithProblems(again);
        }
    }

    private Served serve(Project project) {
        return Served.start(Program.graphbus(temp), project.root().toString());
    }

    private static void greetsAda(Served server) {
        Answer answer =
                server.post(
                        "/api/v1/agents/HelloService/methods/generateMessage",
                        "{\"name\":\"Ada\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}"));
    }

    private static void showsTheEvent(Served server) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> {
                            JsonNode event = server.get("/api/v1/events").json().at("/items/0");
                            assertThat(event.at("/source").asString()).isEqualTo("HelloService");
                            assertThat(event.at("/topic").asString())
                                    .isEqualTo("/Hello/MessageGenerated");
                            assertThat(event.at("/payload/name").asString()).isEqualTo("Ada");
                            assertThat(event.at("/deliveries/0/agent").asString())
                                    .isEqualTo("LoggerService");
                            assertThat(event.at("/deliveries/0/attempts").asInt()).isEqualTo(1);
                        });
    }

    private static void countsWhatHappened(Served server) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> {
                            assertThat(server.metric("graphbus_messages_published_total")).isOne();
                            assertThat(server.metric("graphbus_messages_delivered_total")).isOne();
                            assertThat(server.metric("graphbus_messages_failed_total")).isZero();
                            assertThat(
                                            server.metric(
                                                    "graphbus_method_calls_total",
                                                    "agent=\"HelloService\"",
                                                    "method=\"generateMessage\""))
                                    .isOne();
                            assertThat(server.metric("graphbus_agents_active")).isEqualTo(5);
                        });
    }

    private static void answersMistakesWithProblems(Served server) {
        String hello = "/api/v1/agents/HelloService/methods/";
        problem(server.get("/api/v1/agents/HeloService"), 404, "UNKNOWN_AGENT");
        problem(server.post("/api/v1/agents/Helo/methods/x", "{}"), 404, "UNKNOWN_AGENT");
        problem(server.post(hello + "generate", "{}"), 404, "UNKNOWN_METHOD");
        problem(server.post(hello + "generateMessage", "{oops"), 400, "INVALID_JSON");
        problem(server.post(hello + "generateMessage", "{\"nam\":1}"), 400, "INVALID_ARGUMENTS");
        problem(server.post("/api/v1/events", "{\"payload\":1}"), 400, "INVALID_REQUEST");
    }

    private static void problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().at("/code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(answer.json().at("/hint").asString()).as(answer.body()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("\\tat ", "Exception");
    }
}
