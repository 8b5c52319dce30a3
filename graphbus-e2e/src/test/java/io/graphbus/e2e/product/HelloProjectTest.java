package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Program.Running;
import io.graphbus.e2e.process.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HelloProjectTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir Path temp;
    private Project hello;
    private Program graphbus;

    @BeforeEach
    void build() {
        hello = Project.example("hello-graphbus", temp);
        graphbus = Program.graphbus(hello.root());
        Outcome outcome = graphbus.run("build", "agents");
        assertThat(outcome.exit()).as(outcome.err()).isZero();
    }

    @Test
    void theSummaryCountsFourAgentsOneTopicAndOneSubscription() throws Exception {
        JsonNode summary =
                JSON.readTree(Files.readString(hello.artifacts().resolve("build_summary.json")));
        assertThat(summary.get("agents").intValue()).isEqualTo(4);
        assertThat(summary.get("topics").intValue()).isEqualTo(1);
        assertThat(summary.get("subscriptions").intValue()).isEqualTo(1);
        for (String file : new String[] {"graph.json", "agents.json", "topics.json"}) {
            String text = Files.readString(hello.artifacts().resolve(file));
            assertThat(JSON.readTree(text).isObject()).as(file).isTrue();
        }
    }

    @Test
    void twoBuildsInTwoProcessesAreTheSameBytes() throws Exception {
        Map<Path, String> first = hello.artifactFiles();
        Project again = Project.example("hello-graphbus", temp.resolve("elsewhere"));
        assertThat(Program.graphbus(temp).run("build", again.agents().toString()).exit()).isZero();
        Map<Path, String> second = again.artifactFiles();
        assertThat(second.keySet()).isEqualTo(first.keySet());
        Path summary = Path.of("build_summary.json");
        first.forEach(
                (file, bytes) -> {
                    if (!file.equals(summary)) {
                        assertThat(second.get(file)).as("%s", file).isEqualTo(bytes);
                    }
                });
        assertThat(withoutTimes(second.get(summary))).isEqualTo(withoutTimes(first.get(summary)));
    }

    @Test
    void theGraphThatIsShownIsTheGraphThatWasBuilt() throws Exception {
        JsonNode built = JSON.readTree(Files.readString(hello.artifacts().resolve("graph.json")));
        Outcome shown = graphbus.run("inspect", ".graphbus", "--graph", "--format", "json");
        assertThat(shown.exit()).as(shown.err()).isZero();
        JsonNode graph = JSON.readTree(shown.out()).get("graph");
        assertThat(graph.get("edges")).isEqualTo(built.get("edges"));
        assertThat(graph.get("nodes")).isEqualTo(built.get("nodes"));
    }

    @Test
    void aCallPrintsItsResultAndNothingElseOnStandardOutput() {
        Outcome called = graphbus.run("call", "HelloService.generateMessage", "{\"name\":\"Ada\"}");
        assertThat(called.exit()).as(called.err()).isZero();
        JsonNode expected = JSON.readTree("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}");
        assertThat(JSON.readTree(called.out())).isEqualTo(expected);
    }

    @Test
    void theArbiterOrchestratesAndThePrinterPrintsBesideTheResult() {
        Outcome called = graphbus.run("call", "ArbiterService.greet", "{\"name\":\"Ada\"}");
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(JSON.readTree(called.out()).get("message").asString()).isEqualTo("Hello, Ada!");
        assertThat(called.err()).contains("Hello, Ada!");
    }

    @Test
    void aPublishSaysHowManySubscribersThereAre() {
        Outcome published =
                graphbus.run(
                        "publish",
                        "/Hello/MessageGenerated",
                        "{\"name\":\"Ada\",\"message\":\"Hi\"}");
        assertThat(published.exit()).as(published.err()).isZero();
        JsonNode answer = JSON.readTree(published.out());
        assertThat(answer.get("subscribers").intValue()).isEqualTo(1);
        assertThat(answer.get("id").asString()).isNotEmpty();
    }

    @Test
    void thePromptAnswersEveryLineOfAPipeAndRemembersThatOneFailed() {
        String session =
                """
                help
                call HelloService.generateMessage {"name":"Ada"}
                publish /Hello/MessageGenerated {"name":"Ada","message":"Hi"}
                publish /Nobody/Listens {}
                stats
                nodes
                topics
                history
                nonsense
                exit
                """;
        Outcome outcome = graphbus.runWithInput(session, "run", ".graphbus", "-i");
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("Hello, Ada!", "queued for 1", "0 delivered", "LoggerService")
                .contains("/Hello/MessageGenerated");
        assertThat(outcome.err() + outcome.out()).contains("nonsense").doesNotContain("\tat ");
    }

    @Test
    void aRunStaysUntilItIsTerminated() throws Exception {
        Running running = graphbus.start("", "run", ".graphbus");
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> !running.err().isEmpty() || !running.process().isAlive());
        assertThat(running.process().isAlive()).as(running.err()).isTrue();
        running.process().destroy();
        assertThat(running.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(running.outcome().out()).isEmpty();
        assertThat(running.err()).doesNotContain("\tat ");
    }

    private static String withoutTimes(String summary) {
        return summary.replaceAll("\"(builtAt|durationMillis)\" *: *(\"[^\"]*\"|\\d+)", "");
    }
}
