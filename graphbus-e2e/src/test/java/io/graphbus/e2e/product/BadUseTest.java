package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Program.Outcome;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadUseTest {

    @TempDir static Path temp;
    private static Project hello;
    private static Program graphbus;

    @BeforeAll
    static void build() {
        hello = Project.example("hello-graphbus", temp);
        graphbus = Program.graphbus(hello.root());
        assertThat(graphbus.run("build", "agents").exit()).isZero();
    }

    @Test
    void namesThatDoNotExistGetTheNearestOne() {
        String agent = problem(1, "UNKNOWN_AGENT", "call", "HeloService.generateMessage", "{}");
        assertThat(agent).contains("HelloService");
        String method = problem(1, "UNKNOWN_METHOD", "call", "HelloService.generateMesage", "{}");
        assertThat(method).contains("generateMessage");
    }

    @Test
    void argumentsAndJsonAreCheckedBeforeTheAgentIsCalled() {
        String call = "HelloService.generateMessage";
        assertThat(problem(1, "INVALID_ARGUMENTS", "call", call, "{\"nam\":\"Ada\"}"))
                .contains("nam");
        problem(1, "INVALID_JSON", "call", call, "{name}");
    }

    @Test
    void artifactsThatAreMissingUnreadableOrNewerAreRefusedByName() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other"));
        assertThat(problem(2, "ARTIFACTS_MISSING", "inspect", other.toString())).contains("other");

        Project broken = Project.example("hello-graphbus", temp.resolve("broken"));
        assertThat(graphbus.run("build", broken.agents().toString()).exit()).isZero();
        Path graph = broken.artifacts().resolve("graph.json");
        String text = Files.readString(graph);
        Files.writeString(
                graph, text.replaceFirst("\"formatVersion\" *: *\\d+", "\"formatVersion\":99"));
        assertThat(problem(2, "ARTIFACTS_NEWER", "inspect", broken.artifacts().toString()))
                .contains("graph.json");
        Files.writeString(graph, "{");
        assertThat(problem(2, "ARTIFACTS_UNREADABLE", "inspect", broken.artifacts().toString()))
                .contains("graph.json");
        Files.delete(graph);
        assertThat(problem(2, "ARTIFACTS_MISSING", "run", broken.artifacts().toString()))
                .contains("graph.json");
    }

    @Test
    void aPortInUseIsSaidSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            assertThat(problem(2, "PORT_IN_USE", "serve", ".", "--port", port)).contains(port);
        }
    }

    @Test
    void aDatabaseThatDoesNotAnswerInTimeIsSaidSo() {
        String nobody = "jdbc:postgresql://127.0.0.1:" + Served.freePort() + "/graphbus";
        Outcome outcome =
                Program.graphbus(hello.root())
                        .with("SPRING_DATASOURCE_URL", nobody)
                        .with("SPRING_DATASOURCE_USERNAME", "x")
                        .with("GRAPHBUS_DATABASE_START_TIMEOUT", "1s")
                        .run("serve", ".", "--port", "" + Served.freePort());
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).contains("[DATABASE_UNREACHABLE]", "hint:");
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void wrongUsageExitsWithTwoAndSaysWhatIsPossible() {
        Outcome command = graphbus.run("bild");
        assertThat(command.exit()).isEqualTo(2);
        assertThat(command.err()).contains("build");
        Outcome option = graphbus.run("build", "agents", "--nonsense");
        assertThat(option.exit()).isEqualTo(2);
        assertThat(option.err()).contains("--nonsense");
        Outcome server =
                graphbus.run(
                        "call", "A.b", "{}", "--server", "http://127.0.0.1:" + Served.freePort());
        assertThat(server.exit()).as(server.err()).isEqualTo(3);
    }

    private static String problem(int exit, String code, String... arguments) {
        Outcome outcome = graphbus.run(arguments);
        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(exit);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("[" + code + "]", "hint:");
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception in");
        return outcome.err();
    }
}
