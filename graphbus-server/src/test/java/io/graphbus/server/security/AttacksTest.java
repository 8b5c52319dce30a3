package io.graphbus.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import io.graphbus.server.http.Raw;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Attempts to get past the table of routes, byte by byte, at a server that is open to nobody
 * without a token.
 */
@Elsewhere
@ExtendWith(OutputCaptureExtension.class)
class AttacksTest {

    private static final String GRAPH = "/api/v1/graph";
    private static final String KEYS = "/api/v1/keys";
    private static final String SECRET = "s3cret";
    private static final String ADMIN = "Authorization: Bearer " + SECRET + "\n";

    /** How what has no business here is answered; nothing of it is a success or a failure. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 405, 501);

    @LocalServerPort private int port;
    @Autowired private RouteGuard guard;

    private Raw raw;

    @BeforeEach
    void connect() {
        raw = new Raw(port);
    }

    @Test
    void noSpellingOfARouteGetsPastTheTable() {
        var softly = new SoftAssertions();
        for (Route route : routes()) {
            for (String path : Spellings.of(path(route))) {
                refused(softly, send(method(route), path, ""), method(route) + " " + path);
            }
        }
        softly.assertAll();
    }

    @Test
    void noSpellingOfAnAdministratorsRouteGetsAViewerPastTheTable() {
        String viewer = "Authorization: Bearer " + Issuer.token("graphbus:viewer") + "\n";
        var softly = new SoftAssertions();
        for (String path : List.of(KEYS, "/actuator/startup")) {
            for (String spelled : Spellings.of(path)) {
                refused(softly, send("GET", spelled, viewer), spelled);
            }
            refused(softly, send("GET", path, viewer), path);
        }
        softly.assertAll();
    }

    @Test
    void noMethodGetsPastTheTable() {
        var softly = new SoftAssertions();
        for (Route route : routes()) {
            for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "get")) {
                Answer answer = send(method, path(route), "");
                softly.assertThat(answer.status())
                        .as(method + " " + path(route))
                        .isIn(Set.of(401, 405));
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @CsvSource({"HEAD", "GET"})
    void aViewerSeesNoKeysEitherWay(String method) {
        String viewer = "Authorization: Bearer " + Issuer.token("graphbus:viewer") + "\n";

        assertThat(send(method, KEYS, viewer).status()).isEqualTo(403);
        assertThat(send(method, GRAPH, viewer).status()).isEqualTo(200);
    }

    static List<String> misplaced() {
        return List.of(
                "Cookie: access_token=" + SECRET + "; token=" + SECRET + "\n",
                "X-API-Key: " + SECRET + "\nX-Auth-Token: " + SECRET + "\n",
                "Proxy-Authorization: Bearer " + SECRET + "\n",
                "X-Forwarded-Authorization: Bearer " + SECRET + "\n");
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void aTokenInAnotherHeaderIsNone(String headers) {
        assertThat(send("GET", GRAPH, headers).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?access_token=", "?token=", "?Authorization=Bearer%20", "?api_key="})
    void aTokenInTheQueryIsNoneAndIsNotLogged(String query, CapturedOutput output) {
        assertThat(send("GET", GRAPH + query + SECRET, "").status()).isEqualTo(401);
        assertThat(output).doesNotContain(SECRET);
    }

    @Test
    void aTokenInAFormIsNone() {
        String form = "access_token=" + SECRET;
        String head = "Content-Type: application/x-www-form-urlencoded\n";

        assertThat(post("/api/v1/events", head, form).status()).isEqualTo(401);
        assertThat(post("/api/v1/events", head + ADMIN, form).status()).isEqualTo(415);
    }

    static List<String> authorizations() {
        return List.of(
                ADMIN + ADMIN,
                ADMIN + "Authorization: Basic YTpi\n",
                "Authorization: Bearer x, Bearer " + SECRET + "\n",
                "Authorization: Bearer\t" + SECRET + "\n",
                "Authorization: Bearer\n",
                "Authorization: \n",
                "Authorization: " + SECRET + "\n",
                "Authorization: Basic czNjcmV0OnMzY3JldA==\n",
                "Authorization: Bearer " + SECRET + "\u00ff\n",
                "Authorization: Bearer " + "a".repeat(15_000) + "\n",
                "Authorization: Bearer " + "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0." + "\n",
                "Authorization: Bearer gbk_" + "a".repeat(12) + "_" + "b".repeat(49) + "\n");
    }

    @ParameterizedTest
    @MethodSource("authorizations")
    void whatIsNotOneGoodTokenIsNone(String headers, CapturedOutput output) {
        Answer answer = send("GET", GRAPH, headers);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"graphbus\"");
        assertThat(answer.body()).doesNotContain(SECRET);
        assertThat(output).doesNotContain(SECRET);
    }

    @Test
    void whatTomcatRefusesByItselfIsNoErrorOfOurs(CapturedOutput output) {
        String head = "Authorization: Bearer " + "a".repeat(20_000) + "\n";

        assertThat(post("/api/v1/events", head, "{}").status()).isEqualTo(400);
        assertThat(output).doesNotContain("ERROR");
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 200_000})
    void aTokenThatIsTooLongIsNotRead(int length) {
        Answer answer = send("GET", GRAPH, "Authorization: Bearer " + "a".repeat(length) + "\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: GET",
                "X-HTTP-Method: GET",
                "X-Method-Override: GET",
                "X-Original-URL: /actuator/health/liveness",
                "X-Rewrite-URL: /actuator/health/liveness",
                "X-Forwarded-Prefix: /actuator/health/liveness",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Host: localhost",
                "X-Real-IP: 127.0.0.1",
                "Forwarded: for=127.0.0.1;host=localhost;proto=https",
                "X-Forwarded-User: admin",
                "X-Remote-User: admin",
                "X-Forwarded-Client-Cert: Subject=\"CN=admin\""
            })
    void whatAClientSaysOfItselfChangesNothing(String header) {
        assertThat(send("GET", GRAPH, header + "\n").status()).isEqualTo(401);
        assertThat(post("/api/v1/agents/A/state", ADMIN + header + "\n", "").status())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: ",
                "Origin: http://localhost@evil.example",
                "Origin: http://localhost\nOrigin: http://evil.example",
                "Origin: http://evil.example\nReferer: http://localhost/"
            })
    void aPageOfAnotherOriginGetsNothingWithAGoodToken(String headers) {
        assertThat(send("GET", GRAPH, ADMIN + headers + "\n").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "localhost.evil.example, 403",
        "localhost:80@evil.example, 400",
        "'localhost, evil.example', 400",
        "'', 403",
        "[::1, 400"
    })
    void aHostThatIsNotOursGetsNothingWithAGoodToken(String host, int status) {
        String request = "GET " + GRAPH + " HTTP/1.1\nHost: " + host + "\nConnection: close\n";

        assertThat(bytes(request + ADMIN + "X-Forwarded-Host: localhost\n\n").status())
                .isEqualTo(status);
    }

    @Test
    void aClientThatFallsSilentWithinItsRequestIsLeft() {
        String begun = "GET " + GRAPH + " HTTP/1.1\r\nHost: localhost\r\nX: a";
        String half = "POST /api/v1/events HTTP/1.1\nHost: localhost\n" + ADMIN;
        String body = "Content-Type: application/json\nContent-Length: 26\n\n{";

        assertThat(raw.answers(begun)).isEmpty();
        assertThat(bytes(half + body).at("/code")).isEqualTo("REQUEST_TIMEOUT");
    }

    /** Routes of each kind that need a token here. */
    private List<Route> routes() {
        return guard.table().routes().stream()
                .filter(route -> route.access() != Access.OPEN)
                .filter(route -> path(route).matches(".*(keys|activate|state|events|x|info)"))
                .toList();
    }

    private static String path(Route route) {
        String pattern = route.name().split(" ")[1];
        return pattern.replaceAll("/\\*\\*|/\\{\\*\\w+}", "/x").replaceAll("\\{\\w+}", "x");
    }

    private static String method(Route route) {
        return route.method().replace("*", "GET");
    }

    private static void refused(SoftAssertions softly, Answer answer, String what) {
        softly.assertThat(answer.status()).as(what).isIn(REFUSALS);
        softly.assertThat(answer.header("Content-Type"))
                .as(what)
                .isEqualTo("application/problem+json");
        softly.assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        softly.assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo("DENY");
        softly.assertThat(answer.header("X-Evil")).as(what).isEmpty();
        softly.assertThat(answer.header("Server")).as(what).isEmpty();
        softly.assertThat(answer.body()).as(what).doesNotContain("Tomcat", "\tat ");
    }

    private Answer send(String method, String path, String headers) {
        return bytes(
                method
                        + " "
                        + path
                        + " HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 0\n"
                        + headers
                        + "\n");
    }

    private Answer post(String path, String headers, String body) {
        String head = "POST " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n";
        return bytes(head + headers + "Content-Length: " + body.length() + "\n\n" + body);
    }

    private Answer bytes(String request) {
        return raw.send(request.replace("\n", "\r\n"));
    }
}
