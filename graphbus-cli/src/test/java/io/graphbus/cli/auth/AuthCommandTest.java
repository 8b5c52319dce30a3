package io.graphbus.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands send, and what they make of the answers. */
class AuthCommandTest {

    private static final String KEYS =
            """
            {"items":[
             {"id":"000000000003","name":"ci","role":"operator","status":"ACTIVE",
              "createdAt":"2030-01-03T00:00:00.123456Z","createdBy":"admin","lastUsedAt":"2030-01-04T00:00:00Z"},
             {"id":"000000000002","name":"ci","role":"operator","status":"REVOKED",
              "createdAt":"2030-01-02T00:00:00Z","createdBy":"admin","revokedAt":"2030-01-03T00:00:00Z"},
             {"id":"000000000001","name":"old","role":"viewer","status":"REVOKED",
              "createdAt":"2030-01-01T00:00:00Z","createdBy":"admin","expiresAt":"2031-01-01T00:00:00Z"}]}
            """;

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = KEYS;

    AuthCommandTest() throws IOException {
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
    void createPrintsTheKeyAndNothingElse() {
        status = 201;
        answer =
                """
                {"id":"000000000004","name":"ci","role":"operator","key":"gbk_000000000004_x",
                 "createdAt":"2030-01-01T00:00:00Z","createdBy":"admin","expiresAt":"2030-01-31T00:00:00Z"}
                """;
        Result made = auth("create", "--name", "ci", "--role", "Operator", "--expires", "30d");

        assertThat(made.code()).isZero();
        assertThat(made.out()).isEqualTo("gbk_000000000004_x\n");
        assertThat(made.err())
                .contains("ci", "000000000004", "operator", "2030-01-31", "shown this once")
                .doesNotContain("gbk_");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/keys Bearer t"
                                + " {\"name\":\"ci\",\"role\":\"operator\",\"expires\":\"30d\"}");
    }

    @Test
    void createForProgramsPrintsTheWholeAnswer() {
        answer = "{\"id\":\"000000000004\",\"name\":\"ci\",\"role\":\"viewer\",\"key\":\"gbk_x\"}";
        Result made = auth("create", "--name", "ci", "--role", "viewer", "--format", "json");

        assertThat(made.json().path("key").asString()).isEqualTo("gbk_x");
        assertThat(made.err()).contains("does not expire");
    }

    @Test
    void anUnknownRoleIsWrongUsageAndNothingIsSent() {
        Result refused = auth("create", "--name", "ci", "--role", "root");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("[USAGE]", "viewer, operator, admin");
        assertThat(requests).isEmpty();
    }

    @Test
    void listShowsKeysWithTheirStatus() {
        Result listed = auth("list");

        assertThat(listed.out().lines().toList().getFirst())
                .contains("ID", "NAME", "ROLE", "STATUS", "CREATED", "EXPIRES", "LAST USED");
        assertThat(listed.out())
                .contains("active", "revoked", "never", "2030-01-03T00:00:00Z")
                .doesNotContain(".123456");
        assertThat(auth("list", "--format", "json").json()).hasSize(3);
    }

    @Test
    void revokeTakesNameIdOrTheKeyItself() {
        for (String key : new String[] {"CI", "000000000003", "gbk_000000000003_secret"}) {
            requests.clear();
            Result revoked = auth("revoke", key);

            assertThat(revoked.code()).as(key).isZero();
            assertThat(revoked.out()).isEmpty();
            assertThat(revoked.err()).contains("ci", "000000000003").doesNotContain("secret");
            assertThat(requests).last().isEqualTo("DELETE /api/v1/keys/000000000003 Bearer t ");
        }
    }

    @Test
    void revokingAgainIsNoMistake() {
        Result revoked = auth("revoke", "old");

        assertThat(revoked.code()).isZero();
        assertThat(revoked.err()).contains("was revoked before");
        assertThat(requests).hasSize(1);
    }

    @Test
    void anUnknownKeyIsAnsweredWithTheNearestAndNeverRepeated() {
        Result unknown = auth("revoke", "cj");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("[UNKNOWN_KEY]", "Did you mean ci?");
        assertThat(auth("revoke", "gbk_999999999999_secret").err())
                .contains("gbk_999999999999_")
                .doesNotContain("secret");
    }

    @Test
    void withoutAServerItIsWrongUsage() {
        for (String[] command :
                new String[][] {
                    {"list"}, {"revoke", "x"}, {"create", "--name", "x", "--role", "viewer"}
                }) {
            List<Object> words = new ArrayList<>(List.of("auth"));
            words.addAll(List.of((Object[]) command));
            Result refused = Cli.run(words.toArray());
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("--server http://localhost:8080");
        }
    }

    @Test
    void refusalsAreToldWithTheServersHint() {
        status = 403;
        answer =
                """
                {"status":403,"detail":"These credentials do not allow this.","code":"FORBIDDEN",
                 "where":"Authorization","hint":"It needs a token of an administrator."}
                """;
        Result refused = auth("list");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo(
                        """
                        Authorization: error [FORBIDDEN] These credentials do not allow this.
                          hint: It needs a token of an administrator. Give it with --token or GRAPHBUS_TOKEN.
                        """);
        status = 401;
        answer = "";
        assertThat(auth("create", "--name", "a", "--role", "admin").err())
                .contains("[UNAUTHORIZED]", "401");
    }

    private Result auth(String... words) {
        List<Object> all = new ArrayList<>(List.of("auth"));
        all.addAll(List.of((Object[]) words));
        all.addAll(
                List.of(
                        "--server",
                        "http://localhost:" + server.getAddress().getPort(),
                        "--token",
                        "t"));
        return Cli.run(all.toArray());
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    exchange.getRequestMethod()
                            + " "
                            + exchange.getRequestURI().getPath()
                            + " "
                            + exchange.getRequestHeaders().getFirst("Authorization")
                            + " "
                            + body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
