package io.graphbus.server.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.GraphBusServer;
import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstGraphTest {

    @TempDir private Path directory;
    private Path project;

    @BeforeEach
    void writeProject() throws IOException {
        project = Files.createDirectories(directory.resolve("project"));
        writeGreeter("Hello");
    }

    @Test
    void configuredSourcesAreBuiltAndBecomeTheActiveBuild() {
        try (var server = startWithProject()) {
            assertThat(greet(server)).isEqualTo("Hello, Ada!");
            assertThat(builds(server).json().at("/items")).hasSize(1);
            assertThat(builds(server).text("items/0/status")).isEqualTo("ACTIVE");
            assertThat(builds(server).json().at("/items/0/summary/agents").intValue()).isEqualTo(1);
            assertThat(server.get("/api/v1/contracts").text("items/0/agent")).isEqualTo("Greeter");
        }
    }

    @Test
    void theSameContentIsRecordedOnce() {
        startWithProject().close();
        try (var server = startWithProject()) {
            assertThat(builds(server).json().at("/items")).hasSize(1);
            assertThat(builds(server).text("items/0/status")).isEqualTo("ACTIVE");
        }
    }

    @Test
    void otherContentSupersedesTheBuildBefore() throws IOException {
        startWithProject().close();
        writeGreeter("Bye");

        try (var server = startWithProject()) {
            assertThat(greet(server)).isEqualTo("Bye, Ada!");
            assertThat(builds(server).text("items/0/status")).isEqualTo("ACTIVE");
            assertThat(builds(server).text("items/1/status")).isEqualTo("SUPERSEDED");
        }
    }

    @Test
    void withoutConfiguredArtifactsTheLastActiveBuildRunsAgain() {
        startWithProject().close();

        try (var server = start()) {
            assertThat(greet(server)).isEqualTo("Hello, Ada!");
            assertThat(builds(server).json().at("/items")).hasSize(1);
        }
    }

    @Test
    void aBuildThatCannotRunAgainIsNamedAndAnotherCanTakeItsPlace() throws IOException {
        Path needed = Files.createFile(directory.resolve("needed"));
        writeGreeter(
                "Hello",
                "if (!java.nio.file.Files.exists(java.nio.file.Path.of(\""
                        + needed
                        + "\"))) throw new IllegalStateException(\"gone\");");
        startWithProject().close();
        Files.delete(needed);

        Problem problem = GraphBusServer.problems(catchThrowable(() -> start().close())).getFirst();

        assertThat(problem.code()).isEqualTo(ProblemCode.START_FAILED);
        assertThat(problem.message())
                .contains("Build b1, which was active, cannot run")
                .contains("gone");
        assertThat(problem.hint()).contains("start once with graphbus.artifacts");
        writeGreeter("Bye");
        startWithProject().close();
        try (var server = start()) {
            assertThat(greet(server)).isEqualTo("Bye, Ada!");
        }
    }

    @Test
    void aServerWithNothingToRunHasNoBuilds() {
        try (var server = start()) {
            assertThat(builds(server).json().at("/items")).isEmpty();
            assertThat(server.get("/api/v1/agents").json().at("/items")).isEmpty();
        }
    }

    @Test
    void uploadsAreRefusedWhereTheyAreNotSwitchedOn() {
        try (var server = start()) {
            Answer refused = server.postJson("/api/v1/builds", "{\"files\":{}}");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("code")).isEqualTo("FORBIDDEN");
            assertThat(refused.text("hint")).contains("graphbus.builds.enabled=true");
            assertThat(server.postJson("/api/v1/builds/b1/activate", "").status()).isEqualTo(403);
        }
    }

    @Test
    void artifactsThatAreNotThereEndTheStartWithAProblem() {
        Throwable failure =
                catchThrowable(
                        () -> start("--graphbus.artifacts=" + directory.resolve("none")).close());

        assertThat(GraphBusServer.problems(failure).getFirst().code())
                .isIn(ProblemCode.ARTIFACTS_MISSING, ProblemCode.DIRECTORY_MISSING);
    }

    @Test
    void sourcesThatDoNotCompileEndTheStartWithTheirProblems() throws IOException {
        Files.writeString(
                project.resolve("agents/Greeter.java"), "public class Greeter { int x = y; }");

        Throwable failure = catchThrowable(() -> startWithProject().close());

        assertThat(GraphBusServer.problems(failure).getFirst().where()).contains("Greeter.java:1:");
    }

    private TestServer startWithProject() {
        return start("--graphbus.artifacts=" + project);
    }

    private TestServer start(String... arguments) {
        return TestServer.start(
                Map.of("graphbus.data", directory.resolve("data").toString()), arguments);
    }

    private static Answer builds(TestServer server) {
        return server.get("/api/v1/builds");
    }

    private static String greet(TestServer server) {
        return server.postJson("/api/v1/agents/Greeter/methods/greet", "{\"name\":\"Ada\"}")
                .json()
                .asString();
    }

    private void writeGreeter(String word) throws IOException {
        writeGreeter(word, "");
    }

    private void writeGreeter(String word, String constructor) throws IOException {
        Path agents = Files.createDirectories(project.resolve("agents"));
        Files.writeString(
                agents.resolve("Greeter.java"),
                """
                import io.graphbus.agent.*;
                @Agent public class Greeter {
                    public Greeter() { CONSTRUCTOR }
                    @SchemaMethod public String greet(String name) { return "WORD, " + name + "!"; }
                }
                """
                        .replace("CONSTRUCTOR", constructor)
                        .replace("WORD", word));
    }
}
