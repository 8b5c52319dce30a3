package io.graphbus.cli.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what is made of the answers. */
class RemoteTest {

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    RemoteTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCallIsPostedWithItsArgumentsAndToken() {
        answer = "{\"name\":\"Ada\"}";
        Result result =
                Cli.run("call", "x.y.greet", "{\"n\":1}", "--server", url(), "--token", "t");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("{\"name\":\"Ada\"}\n");
        assertThat(requests)
                .containsExactly("POST /api/v1/agents/x.y/methods/greet Bearer t {\"n\":1}");
    }

    @Test
    void anEventIsPostedWithTopicAndPayload() {
        status = 202;
        answer = "{\"id\":\"a-1\",\"subscribers\":2}";
        Result result = Cli.run("publish", "/A/B", "[1]", "--server", url() + "/");
        assertThat(result.json().path("subscribers").asInt()).isEqualTo(2);
        assertThat(requests)
                .containsExactly("POST /api/v1/events null {\"topic\":\"/A/B\",\"payload\":[1]}");
    }

    @Test
    void longListsAreReadPageByPage() {
        answer = "{\"items\":[{\"name\":\"A\"}],\"nextCursor\":\"c+1\"}";
        Result result = Cli.run("inspect", "--agents", "--format", "json", "--server", url());
        assertThat(result.json().path("agents")).hasSize(2);
        assertThat(requests)
                .containsExactly(
                        "GET /api/v1/agents?limit=500 null ",
                        "GET /api/v1/agents?limit=500&cursor=c%2B1 null ");
    }

    @Test
    void aProblemOfTheServerIsRenderedLikeOurOwn() {
        status = 404;
        answer =
                """
                {"type":"urn:x","title":"Unknown agent","status":404,"detail":"There is no agent A",
                 "code":"UNKNOWN_AGENT","where":"A","hint":"Known agents: B.",
                 "violations":[{"path":"p","message":"m"}]}
                """;
        Result result = Cli.run("call", "A.b", "--server", url());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        """
                        A: error [UNKNOWN_AGENT] There is no agent A
                          - p: m
                          hint: Known agents: B.
                        """);
    }

    @Test
    void whoeverNeedsATokenIsToldHowToGiveWhichOne() {
        status = 401;
        answer =
                """
                {"code":"UNAUTHORIZED","where":"Authorization","detail":"This needs a token of an operator.",
                 "hint":"Send Authorization: Bearer with an API key."}
                """;
        assertThat(Cli.run("call", "A.b", "--server", url()).err())
                .contains("a token of an operator.", "--token or GRAPHBUS_TOKEN", "auth create")
                .doesNotContain("Bearer");
        answer =
                """
                {"code":"UNAUTHORIZED","where":"Authorization","detail":"This key has expired.",
                 "hint":"Send Authorization: Bearer with a token of a viewer that is good here."}
                """;
        assertThat(Cli.run("call", "A.b", "--server", url()).err())
                .contains("has expired", "It has to be of a viewer.");
    }

    @Test
    void aServerThatForbidsAHostIsNotAnsweredWithAToken() {
        status = 403;
        answer =
                """
                {"code":"FORBIDDEN","where":"Host","detail":"Not this host.","hint":"Add the host."}
                """;
        assertThat(Cli.run("call", "A.b", "--server", url()).err())
                .contains("hint: Add the host.")
                .doesNotContain("GRAPHBUS_TOKEN");
    }

    @Test
    void anAnswerThatIsNoProblemDocumentIsStillToldInWords() {
        status = 401;
        answer = "<html>";
        Result result = Cli.run("call", "A.b", "--server", url());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("UNAUTHORIZED", "answered 401", "GRAPHBUS_TOKEN");
        status = 502;
        assertThat(Cli.run("call", "A.b", "--server", url()).code()).isEqualTo(3);
    }

    @Test
    void aServerThatDoesNotAnswerIsExitCode3() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        for (String[] args :
                new String[][] {{"call", "A.b"}, {"publish", "/A", "1"}, {"inspect", "--agents"}}) {
            List<Object> words = new ArrayList<>(List.of((Object[]) args));
            words.addAll(List.of("--server", "http://localhost:" + free));
            Result result = Cli.run(words.toArray());
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).contains("SERVER_UNREACHABLE", "graphbus serve");
        }
    }

    @Test
    void whatIsNoAddressIsWrongUsage() {
        for (String url : new String[] {"localhost:8080", "ftp://x", "http://", "a b"}) {
            Result result = Cli.run("call", "A.b", "--server", url);
            assertThat(result.code()).as(url).isEqualTo(2);
            assertThat(result.err()).contains("--server", "http://localhost:8080");
        }
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The second page is the last. */
    private void answer(HttpExchange exchange) {
        try (exchange) {
            requests.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI()
                            + " "
                            + exchange.getRequestHeaders().getFirst("Authorization")
                            + " "
                            + new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            String text = requests.size() > 1 ? answer.replace("nextCursor", "none") : answer;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
