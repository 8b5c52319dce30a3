package io.graphbus.server.build;

import static io.graphbus.server.build.UploadedFiles.greeter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.server.database.TestServer;
import io.graphbus.server.database.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Activations that do not end, fail or would take the server along: the graph before goes on. */
class HarmfulBuildsTest {

    private static final String ENOUGH = "graphbus.test.harm.enough";
    private static final String SPIN =
            "while (!Boolean.getBoolean(\"" + ENOUGH + "\")) Thread.onSpinWait();";

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server =
                TestServer.start(
                        Map.of("graphbus.data", data.toString()),
                        "--graphbus.builds.enabled=true",
                        "--graphbus.builds.activation-timeout=1s",
                        "--graphbus.builds.max-stuck-starts=2",
                        "--graphbus.builds.max-threads-left=3");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void somethingRuns() {
        assertThat(activate(greeter("Hello")).text("status")).isEqualTo("ACTIVE");
    }

    @AfterEach
    void end() {
        System.setProperty(ENOUGH, "true");
        await().until(() -> left() == 0);
        System.clearProperty(ENOUGH);
    }

    @Test
    void startsThatDoNotEndCannotUseTheServerUp() {
        isRefused(activate(harm("static { " + SPIN + " }")), "START_FAILED", 500, "1000 ms");
        isRefused(activate(harm("public Harm() { " + SPIN + " }")), "START_FAILED", 500, "1000 ms");
        int left = left();
        assertThat(left).isGreaterThanOrEqualTo(2);

        Answer third = activate(harm("static { " + SPIN + " }"));

        isRefused(third, "ACTIVATIONS_STUCK", 503, "2 starts that were given up still go on");
        assertThat(third.text("where")).isEqualTo("graphbus.builds.max-stuck-starts");
        assertThat(third.text("detail")).contains("graphbus-given-up-", "Harm.java:");
        assertThat(third.text("hint")).contains("restart");
        assertThat(left()).isEqualTo(left);
        assertThat(server.postJson("/api/v1/builds", greeter("Next").json()).text("status"))
                .isEqualTo("SUCCEEDED");

        System.setProperty(ENOUGH, "true");
        await().until(() -> left() == 0);
        assertThat(activate(greeter("Again")).text("status")).isEqualTo("ACTIVE");
        assertThat(greet()).isEqualTo("Again, Ada!");
    }

    @Test
    void attemptsAtTheSameTimeLeaveNoMoreThanTheLimit() throws Exception {
        String id =
                server.postJson("/api/v1/builds", harm("static { " + SPIN + " }").json())
                        .text("id");
        Callable<String> attempt =
                () -> server.postJson("/api/v1/builds/" + id + "/activate", "").text("code");

        var codes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(Collections.nCopies(6, attempt))) {
                codes.add(done.get());
            }
        }

        assertThat(codes).isSubsetOf("START_FAILED", "QUEUE_FULL", "ACTIVATIONS_STUCK");
        assertThat(codes).filteredOn("START_FAILED"::equals).hasSizeBetween(1, 2);
        assertThat(greet()).isEqualTo("Hello, Ada!");
    }

    @Test
    void threadsThatOutliveTheirGraphsCannotUseTheServerUp() {
        for (int i = 0; i < 3; i++) {
            String thread = "public Harm() { new Thread(() -> { " + SPIN + " }).start(); }";
            assertThat(activate(harm(thread.replace("onSpinWait", "yield"))).text("status"))
                    .isEqualTo("ACTIVE");
        }
        assertThat(activate(greeter("Hello")).text("status")).isEqualTo("ACTIVE");

        Answer next = activate(greeter("Bye"));

        isRefused(next, "ACTIVATIONS_STUCK", 503, "3 threads of earlier graphs still go on");
        assertThat(next.text("where")).isEqualTo("graphbus.builds.max-threads-left");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static { System.exit(3); }",
                "public Harm() { Runtime.getRuntime().halt(3); }",
                "static { if (true) throw new AssertionError(\"on purpose\"); }",
                "public Harm() { throw new AssertionError(\"on purpose\"); }",
                "static int deep(int n) { return 1 + deep(n); } static int deep = deep(1);",
                "static final long[] MANY = new long[Integer.MAX_VALUE];",
                "static { int n = 1 / 0; }"
            })
    void whatFailsToStartSaysWhy(String member) {
        Answer failed = activate(harm(member));

        isRefused(failed, "START_FAILED", 500, "");
        assertThat(failed.text("where")).isEqualTo("Harm");
        assertThat(failed.text("detail")).containsPattern("[A-Z][a-zA-Z]+(Error|Exception)");
    }

    private static void isRefused(Answer answer, String code, int status, String message) {
        assertThat(answer.text("code")).as(new String(answer.body())).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(message);
        assertThat(answer.text("hint")).isNotEmpty();
        assertThat(greet()).isEqualTo("Hello, Ada!");
    }

    private static UploadedFiles harm(String member) {
        return new UploadedFiles()
                .with(
                        "Harm.java",
                        """
                        import io.graphbus.agent.*;
                        @Agent public class Harm {
                            MEMBER
                            @SchemaMethod public int one() { return 1; }
                        }
                        """
                                .replace("MEMBER", member));
    }

    private static Answer activate(UploadedFiles files) {
        return server.postJson("/api/v1/builds?activate=true", files.json());
    }

    private static String greet() {
        return server.postJson("/api/v1/agents/Greeter/methods/greet", "{\"name\":\"Ada\"}")
                .json()
                .asString();
    }

    private static int left() {
        return new String(server.get("/actuator/prometheus").body())
                .lines()
                .filter(line -> line.startsWith("graphbus_graph_threads_left "))
                .mapToInt(line -> (int) Double.parseDouble(line.split(" ")[1]))
                .sum();
    }
}
