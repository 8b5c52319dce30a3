package io.graphbus.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private final Dockerfile dockerfile = Dockerfile.read();

    @Test
    void theServerRunsAsANumberedUserThatIsNotRoot() {
        assertThat(dockerfile.last("USER")).matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    @Test
    void everyStageStandsOnTheSamePinnedJdk() {
        assertThat(dockerfile.all("FROM")).allMatch(from -> from.startsWith("${JDK_IMAGE} AS "));
        assertThat(dockerfile.all("ARG").getFirst()).matches("JDK_IMAGE=[a-z-]+:25-jdk-[a-z]+");
    }

    @Test
    void nothingIsFetchedByTheBuildFileItself() {
        assertThat(dockerfile.all("ADD")).isEmpty();
        assertThat(dockerfile.instructions()).noneMatch(i -> i.arguments().contains("curl "));
    }

    @Test
    void everyFileItCopiesFromTheCheckoutExistsAndReachesTheBuilder() {
        List<String> ignored = Checkout.text(".dockerignore").lines().toList();
        for (String copy : dockerfile.all("COPY")) {
            if (copy.contains("--from=")) {
                continue;
            }
            List<String> words =
                    List.of(copy.split(" ")).stream().filter(w -> !w.startsWith("--")).toList();
            for (String source : words.subList(0, words.size() - 1)) {
                assertThat(Checkout.path(source)).exists();
                if (source.startsWith("docker/")) {
                    assertThat(ignored).contains("!" + source);
                }
            }
        }
    }

    @Test
    void theJarItTakesIsTheExecutableOneOfTheServersPom() {
        assertThat(Checkout.text("graphbus-server/pom.xml"))
                .contains("<classifier>exec</classifier>");
        assertThat(dockerfile.all("RUN").getFirst()).contains("target/graphbus-server-*-exec.jar");
    }

    @Test
    void theBuildContextHasNoSecretsHistoryOrOldOutput() {
        assertThat(Checkout.text(".dockerignore").lines())
                .contains(".git", "**/target", "**/.graphbus", "**/graphbus-data", "**/.env");
    }

    @Test
    void theTrainingRunHasTheFlagsAndTheJarOfTheEntryPoint() {
        String entry = dockerfile.last("ENTRYPOINT").replaceAll("[\\[\\]\",]", "");
        String training =
                dockerfile.all("RUN").stream()
                        .filter(run -> run.contains("AOTCacheOutput"))
                        .findFirst()
                        .orElseThrow();

        assertThat(training)
                .contains(
                        entry.replace(
                                "-XX:AOTCache=/app/app.aot",
                                "-XX:AOTCacheOutput=/app/app.aot -Dspring.context.exit=onRefresh"));
    }

    @Test
    void noSecretIsBakedIn() {
        assertThat(dockerfile.all("ENV")).noneMatch(e -> e.matches(".*(TOKEN|PASSWORD).*"));
        assertThat(dockerfile.all("ARG")).noneMatch(a -> a.matches(".*(TOKEN|PASSWORD).*"));
    }

    @Test
    void itIsStoppedByTheSignalTheServerDrainsOn() {
        assertThat(dockerfile.last("STOPSIGNAL")).isEqualTo("SIGTERM");
        assertThat(dockerfile.last("ENTRYPOINT")).startsWith("[\"java\"");
    }

    @Test
    void everyVariableItSetsIsOneTheServerReads() {
        for (String word : dockerfile.last("ENV").split(" (?=[A-Z_]+=)")) {
            assertThat(ServedPaths.VARIABLES).contains(word.substring(0, word.indexOf('=')));
        }
    }

    @Test
    void theHealthCheckIsAScriptThatAsksForReadiness() throws Exception {
        Path script = Checkout.path("docker/healthcheck.sh");

        assertThat(dockerfile.last("HEALTHCHECK")).endsWith("CMD [\"/app/healthcheck.sh\"]");
        assertThat(Files.isExecutable(script)).isTrue();
        assertThat(Files.readString(script)).contains("path=" + ServedPaths.READINESS + "\n");
    }

    @Test
    void theHealthCheckFollowsTheServersAnswer() throws Exception {
        for (int status : new int[] {200, 503}) {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    ServedPaths.READINESS,
                    exchange -> {
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            server.start();
            try {
                assertThat(healthcheck(server.getAddress().getPort()))
                        .as("exit code for %d", status)
                        .isEqualTo(status == 200 ? 0 : 1);
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void theHealthCheckFailsWhenNothingListens() throws Exception {
        int port;
        try (var socket = new java.net.ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(healthcheck(port)).isEqualTo(1);
    }

    private static int healthcheck(int port) throws Exception {
        var builder = new ProcessBuilder(Checkout.path("docker/healthcheck.sh").toString());
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        Process process = builder.redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
