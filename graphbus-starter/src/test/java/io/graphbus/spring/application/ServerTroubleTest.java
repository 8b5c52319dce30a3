package io.graphbus.spring.application;

import static io.graphbus.spring.application.Registering.awaitSituation;
import static io.graphbus.spring.application.Registering.awaitStanding;
import static io.graphbus.spring.application.Registering.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.spring.application.ServerDouble.Reply;
import io.graphbus.spring.application.Situation.Standing;
import io.graphbus.spring.greeting.Greeting;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Whatever the server does, the application works and says once what is the matter. */
@ExtendWith(OutputCaptureExtension.class)
class ServerTroubleTest {

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        Reply.problem(400, "INVALID_REQUEST", "no graph"),
                        "400 INVALID_REQUEST: no graph",
                        "The server's hint."),
                Arguments.of(
                        Reply.problem(401, "UNAUTHORIZED", "who?"),
                        "401 UNAUTHORIZED",
                        "graphbus.server.token"),
                Arguments.of(
                        Reply.problem(403, "FORBIDDEN", "viewer"),
                        "403 FORBIDDEN",
                        "role operator or admin"),
                Arguments.of(
                        Reply.problem(409, "AGENT_TAKEN", "Greeter belongs to lobby"),
                        "409 AGENT_TAKEN: Greeter belongs to lobby",
                        "The server's hint."),
                Arguments.of(
                        Reply.problem(413, "PAYLOAD_TOO_LARGE", "large"),
                        "413 PAYLOAD_TOO_LARGE",
                        "The server's hint."),
                Arguments.of(
                        Reply.problem(429, "QUEUE_FULL", "later").with("Retry-After", "0"),
                        "429 QUEUE_FULL",
                        "The server's hint."),
                Arguments.of(
                        Reply.problem(500, "INTERNAL_ERROR", "a\\nforged line"),
                        "500 INTERNAL_ERROR: a forged line",
                        "The server's hint."),
                Arguments.of(
                        Reply.problem(503, "DATABASE_UNREACHABLE", "away"),
                        "503 DATABASE_UNREACHABLE",
                        "The server's hint."));
    }

    static Stream<Arguments> answersOfSomebodyElse() {
        return Stream.of(
                Arguments.of(
                        Reply.text(404, "<h1>Not found</h1>"),
                        "404 does not look like a GraphBus server",
                        "graphbus.server.url"),
                Arguments.of(
                        Reply.text(200, "<h1>Welcome</h1>"),
                        "200 does not look like a GraphBus server",
                        "graphbus.server.url"),
                Arguments.of(
                        Reply.text(200, ""),
                        "200 does not look like a GraphBus server",
                        "graphbus.server.url"),
                Arguments.of(
                        new Reply(302, Map.of("Location", "http://elsewhere/"), ""),
                        "302 (sending us to http://elsewhere/) does not",
                        "graphbus.server.url"),
                Arguments.of(
                        Reply.text(502, "x".repeat(3 << 20)),
                        "502 does not look like a GraphBus server",
                        "graphbus.server.url"));
    }

    @ParameterizedTest
    @MethodSource({"refusals", "answersOfSomebodyElse"})
    void aServerThatRefusesIsQuotedOnceAndAskedAgain(
            Reply answer, String what, String hint, CapturedOutput output) {
        try (var server = new ServerDouble(request -> answer)) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                Situation now = awaitStanding(context, Standing.REFUSED);
                                until(() -> server.requests().size() > 3);

                                works(context);
                                assertThat(now.what()).contains(what);
                                assertThat(now.hint()).contains(hint);
                                saysOnce(output, now.what());
                                Health health = context.getBean(RegistrationHealth.class).health();
                                assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
                                assertThat(health.getDetails())
                                        .containsEntry("registration", "REFUSED")
                                        .containsEntry("problem", now.what())
                                        .doesNotContainValue(Registering.TOKEN);
                                server.answerFromNowOn(request -> Reply.registered(201));
                                awaitStanding(context, Standing.REGISTERED);
                            });
        }
        assertThat(output.getAll()).doesNotContain(Registering.TOKEN);
    }

    @Test
    void aServerThatIsNotThereIsFoundWhenItComes(CapturedOutput output) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Registering.at("http://127.0.0.1:" + port)
                .run(
                        context -> {
                            Situation now = awaitStanding(context, Standing.UNREACHABLE);
                            works(context);
                            saysOnce(output, now.what());
                            assertThat(now.what()).isEqualTo("nobody listens there");
                            try (var server = ServerDouble.on(port)) {
                                awaitStanding(context, Standing.REGISTERED);
                            }
                            awaitStanding(context, Standing.UNREACHABLE);
                        });
        assertThat(output.getAll()).contains("Registered 1 agents");
    }

    @Test
    void aServerWhoseHostNobodyKnowsIsSaidSo() {
        Registering.at("http://nowhere.invalid:80")
                .run(
                        context ->
                                assertThat(awaitStanding(context, Standing.UNREACHABLE).what())
                                        .contains("host of the URL"));
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        var never = new CountDownLatch(1);
        try (var server =
                new ServerDouble(
                        request -> {
                            awaitQuietly(never);
                            return Reply.registered(200);
                        })) {
            Registering.at(server.url())
                    .withPropertyValues("graphbus.server.timeout=100ms")
                    .run(
                            context -> {
                                assertThat(awaitStanding(context, Standing.UNREACHABLE).what())
                                        .isEqualTo("the server does not answer within 100 ms");
                                works(context);
                            });
            never.countDown();
        }
    }

    @Test
    void aServerThatBeginsToAnswerAndHangsIsGivenUp() throws IOException {
        try (var server =
                new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc", false)) {
            Registering.at(server.url())
                    .withPropertyValues("graphbus.server.timeout=100ms")
                    .run(
                            context ->
                                    assertThat(awaitStanding(context, Standing.UNREACHABLE).what())
                                            .contains("does not answer within"));
        }
    }

    @Test
    void aServerThatSpeaksAnotherProtocolIsSaidSo() throws IOException {
        try (var server = new RawServer("SSH-2.0-OpenSSH_9.2\r\n\r\n", true)) {
            Registering.at(server.url())
                    .run(
                            context ->
                                    assertThat(awaitStanding(context, Standing.UNREACHABLE).what())
                                            .startsWith("the connection breaks"));
            Registering.at(server.url().replace("http:", "https:"))
                    .run(
                            context -> {
                                Situation now = awaitStanding(context, Standing.UNREACHABLE);
                                assertThat(now.what()).contains("secure connection");
                                assertThat(now.hint()).contains("graphbus.server.ssl.bundle");
                                works(context);
                            });
        }
    }

    @Test
    void whatIsNewIsSaidAgain(CapturedOutput output) {
        try (var server = new ServerDouble(request -> Reply.problem(401, "UNAUTHORIZED", "no"))) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REFUSED);
                                server.answerFromNowOn(r -> Reply.problem(503, "STOPPED", "soon"));
                                awaitSituation(context, now -> now.what().contains("503"));
                                server.answerFromNowOn(
                                        r -> Reply.problem(401, "UNAUTHORIZED", "no"));
                                awaitSituation(context, now -> now.what().contains("401"));
                            });
        }
        assertThat(output.getAll().split("401 UNAUTHORIZED", -1)).hasSize(3);
        assertThat(output.getAll().split("503 STOPPED", -1)).hasSize(2);
    }

    @Test
    void anApplicationStopsWhileItsServerHangs() {
        var never = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var server =
                new ServerDouble(
                        request -> {
                            asked.countDown();
                            awaitQuietly(never);
                            return Reply.registered(200);
                        })) {
            Registering.at(server.url())
                    .withPropertyValues("graphbus.server.timeout=10m")
                    .run(context -> awaitQuietly(asked));

            until(() -> registeringThreads() == 0);
            never.countDown();
        }
    }

    @Test
    void anApplicationThatIsStartedAgainRegistersAgain() {
        try (var server = new ServerDouble(request -> Reply.registered(200))) {
            Registering.at(server.url())
                    .run(
                            context -> {
                                awaitStanding(context, Standing.REGISTERED);
                                var lifecycle = context.getBean(RegistrationLifecycle.class);
                                lifecycle.stop();
                                assertThat(lifecycle.isRunning()).isFalse();
                                assertThat(registeringThreads()).isZero();
                                int before = server.requests().size();
                                lifecycle.start();
                                until(() -> server.requests().size() > before);
                                assertThat(server.requests().get(before).ifMatch()).isEmpty();
                            });
        }
    }

    private static void works(ApplicationContext context) {
        assertThat(context.getBean(GraphBus.class).call("Greeter", "greet", "Ada"))
                .isEqualTo(new Greeting("Ada", "Hello, Ada!"));
    }

    private static void saysOnce(CapturedOutput output, String what) {
        assertThat(output.getAll().split("Not registered at", -1)).hasSize(2);
        assertThat(output.getAll()).contains(what);
    }

    private static long registeringThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("graphbus-server"))
                .count();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
