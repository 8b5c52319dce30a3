package io.graphbus.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Background;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    @TempDir private Path directory;

    @Test
    void aPortThatCannotBeIsWrongUsage() {
        for (int port : new int[] {-1, 65_536}) {
            Result refused = Cli.run("serve", directory, "--port=" + port);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("[USAGE]", "no port " + port, "65535");
        }
    }

    @Test
    void aServedGraphIsCalledInspectedAndStopped() throws Exception {
        Path artifacts = Cli.hello(directory);
        Path data = directory.resolve("data");
        Background server =
                Background.start(
                        "GraphBus is at (http://\\S+)",
                        "serve",
                        artifacts,
                        "--port",
                        0,
                        "--data",
                        data);
        String url = server.seen();
        assertThat(url).as(server.err()).startsWith("http://localhost:");
        assertThat(
                        Cli.run(
                                        "call",
                                        "HelloService.generateMessage",
                                        "{\"name\":\"Ada\"}",
                                        "--server",
                                        url)
                                .out())
                .isEqualTo("{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}\n");
        Result published = Cli.run("publish", "/Hello/MessageGenerated", "{}", "--server", url);
        assertThat(published.json().propertyNames()).containsExactly("id", "subscribers");
        assertThat(published.json().path("subscribers").asInt()).isEqualTo(1);
        tellsTheSameAsTheArtifacts(url, artifacts);
        mistakesAreToldLikeLocalOnes(url, artifacts);
        assertThat(server.terminate()).isZero();
        assertThat(server.out()).isEmpty();
        assertThat(data.resolve("graphbus.mv.db")).exists();
    }

    private static void tellsTheSameAsTheArtifacts(String url, Path artifacts) {
        for (String section :
                new String[] {
                    "--graph", "--agents", "--topics", "--subscriptions", "--agent=HelloService"
                }) {
            Result remote = Cli.run("inspect", section, "--server", url);
            assertThat(remote.code()).as(remote.err()).isZero();
            assertThat(remote.out()).isEqualTo(Cli.run("inspect", section, artifacts).out());
        }
    }

    private static void mistakesAreToldLikeLocalOnes(String url, Path artifacts) {
        String[][] calls = {
            {"call", "HeloService.generateMessage", "{}"},
            {"call", "HelloService.generate", "{}"},
            {"call", "ArbiterService.greet", "{\"nmae\":1}"}
        };
        for (String[] call : calls) {
            Result remote = Cli.run(call[0], call[1], call[2], "--server", url);
            Result local = Cli.run(call[0], call[1], call[2], "--artifacts", artifacts);
            assertThat(remote.code()).isEqualTo(local.code()).isEqualTo(1);
            assertThat(said(remote)).isEqualTo(said(local));
        }
        Result remote = Cli.run("publish", "Hello", "{}", "--server", url);
        assertThat(remote.code()).isEqualTo(1);
        assertThat(remote.err()).contains("INVALID_TOPIC", "/Order/Created");
    }

    @Test
    void aPortInUseIsWrongUsageAndNothingElseIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Result result =
                    Cli.run(
                            "serve",
                            "--port",
                            taken.getLocalPort(),
                            "--data",
                            directory.resolve("data"));
            assertThat(result.code()).isEqualTo(2);
            assertThat(said(result))
                    .hasSize(2)
                    .satisfies(
                            lines ->
                                    assertThat(lines.get(0))
                                            .startsWith("server.port: error [PORT_IN_USE]"))
                    .satisfies(lines -> assertThat(lines.get(1)).contains("--port"));
        }
    }

    @Test
    void aSettingThatCannotBeReadIsNamed() {
        System.setProperty("graphbus.handler-timeout", "soon");
        try {
            Result result = Cli.run("serve", "--port", 0, "--data", directory.resolve("data"));
            assertThat(result.code()).isEqualTo(2);
            assertThat(said(result).get(0))
                    .startsWith("graphbus.handler-timeout: error [INVALID_CONFIGURATION]");
        } finally {
            System.clearProperty("graphbus.handler-timeout");
        }
    }

    /** Without log lines. */
    private static List<String> said(Result result) {
        return result.err().lines().filter(line -> !line.matches("\\d{4}-\\d\\d-.*")).toList();
    }
}
