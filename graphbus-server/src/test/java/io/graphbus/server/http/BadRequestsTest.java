package io.graphbus.server.http;

import static io.graphbus.server.http.Refused.CALL;
import static io.graphbus.server.http.Refused.JSON;
import static io.graphbus.server.http.Refused.TOKEN;
import static io.graphbus.server.http.Refused.line;
import static io.graphbus.server.http.Refused.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests whose verb, path, headers or frame are wrong. */
class BadRequestsTest extends RunningServer {

    private static final String GRAPH = "/api/v1/graph";
    private static final String HEAD = "POST " + CALL + " HTTP/1.1\nHost: localhost\n" + JSON;
    private static final String EVIL = "Host: evil\nConnection: close\n\n";

    static List<Refused> paths() {
        return List.of(
                line(404, "NOT_FOUND", "GET", "/api/v1/nothing"),
                line(404, "NOT_FOUND", "GET", "/api/v1/graph/"),
                line(404, "NOT_FOUND", "GET", "/api/v2/graph"),
                line(404, "NOT_FOUND", "GET", "/nothing", "Accept: text/html\n"),
                line(404, "UNKNOWN_AGENT", "GET", "/api/v1/agents/Nobody"),
                line(404, "UNKNOWN_AGENT", "GET", "/api/v1/agents/Nobody/health"),
                line(404, "UNKNOWN_AGENT", "GET", "/api/v1/agents/" + "a".repeat(6000)),
                line(404, "UNKNOWN_AGENT", "GET", "/api/v1/agents/%22%3Cb%3E"),
                line(404, "UNKNOWN_EVENT", "GET", "/api/v1/events/%3Cscript%3E"),
                line(404, "UNKNOWN_BUILD", "GET", "/api/v1/builds/b999999"),
                line(404, "UNKNOWN_BUILD", "GET", "/api/v1/builds/99999999999999999999"),
                line(404, "NOT_FOUND", "GET", "/api/v1/contracts/Nobody/1.0.0"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/contracts/Greeter/1.x"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/a%2Fb"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/a%5Cb"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/a%00b"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/a%0d%0aX-Evil:%201"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/%zz"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/%ff%fe"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/a\0b"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/<b>"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/%2e%2e/v1/graph"),
                line(400, "INVALID_REQUEST", "GET", "//api/v1/graph"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/graph;a=b"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents/" + "a".repeat(20_000)),
                line(400, "INVALID_REQUEST", "GET", "http://evil.example/api/v1/graph"));
    }

    static List<Refused> parameters() {
        return List.of(
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?limit=0"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?limit=501"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/topics?limit=-1"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/subscriptions?limit=1.5"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/builds?limit=99999999999999999999"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/contracts?limit=x"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?cursor=AAAAAAAA"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?cursor=%25"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?cursor="),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/topics?cursor=R3JlZXRlcg"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/subscriptions?cursor=zzzz"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/events?cursor=zzzz"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/builds?cursor=YjE"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/contracts?cursor=MTph"),
                line(400, "INVALID_TOPIC", "GET", "/api/v1/events?topic=a%0d%0aX-Evil:%201"),
                line(400, "INVALID_TOPIC", "GET", "/api/v1/events/stream?topic=x"),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?" + "a=1&".repeat(1200)),
                line(400, "INVALID_REQUEST", "GET", "/api/v1/agents?limit=%zz"));
    }

    static List<Refused> verbs() {
        return List.of(
                line(405, "METHOD_NOT_ALLOWED", "DELETE", GRAPH, TOKEN),
                line(405, "METHOD_NOT_ALLOWED", "PATCH", GRAPH, TOKEN),
                line(405, "METHOD_NOT_ALLOWED", "OPTIONS", GRAPH, TOKEN),
                line(405, "METHOD_NOT_ALLOWED", "TRACE", GRAPH, TOKEN),
                line(405, "METHOD_NOT_ALLOWED", "PROPFIND", GRAPH, TOKEN),
                line(405, "METHOD_NOT_ALLOWED", "get", GRAPH, TOKEN),
                line(405, "METHOD_NOT_ALLOWED", "GET", CALL),
                line(405, "METHOD_NOT_ALLOWED", "PUT", "/api/v1/events", TOKEN),
                line(501, "INVALID_REQUEST", "CONNECT", "localhost:80", TOKEN),
                line(401, "UNAUTHORIZED", "OPTIONS", GRAPH),
                line(401, "UNAUTHORIZED", "DELETE", GRAPH),
                line(401, "UNAUTHORIZED", "DELETE", "/api/v1/nothing"),
                line(401, "UNAUTHORIZED", "GET", GRAPH, "Authorization: Bearer wrong\n"),
                line(401, "UNAUTHORIZED", "GET", GRAPH, "Authorization: Basic YTpi\n"));
    }

    static List<Refused> headers() {
        return List.of(
                line(406, "NOT_ACCEPTABLE", "GET", GRAPH, "Accept: application/xml\n"),
                line(406, "NOT_ACCEPTABLE", "GET", GRAPH, "Accept: text/html;q=0.9\n"),
                line(406, "NOT_ACCEPTABLE", "GET", GRAPH, "Accept: x\n"),
                line(403, "FORBIDDEN", "GET", GRAPH, "Origin: http://evil.example\n"),
                line(403, "FORBIDDEN", "GET", GRAPH, "Origin: null\n"),
                line(403, "FORBIDDEN", "OPTIONS", GRAPH, "Origin: http://evil.example\n"),
                line(400, "INVALID_REQUEST", "GET", GRAPH, "Host: localhost\n"),
                line(400, "INVALID_REQUEST", "GET", GRAPH, "X: a\0b\n"),
                line(400, "INVALID_REQUEST", "GET", GRAPH, "X : a\n"),
                line(400, "INVALID_REQUEST", "GET", GRAPH, "If-None-Match: a\u0085\n"),
                line(400, "INVALID_REQUEST", "GET", GRAPH, "X: " + "a".repeat(20_000) + "\n"),
                line(400, "INVALID_REQUEST", "GET", GRAPH, "X: a\n".repeat(200)),
                of("a foreign host", "GET / HTTP/1.1\n" + EVIL, 403, "FORBIDDEN"),
                of("no host", "GET / HTTP/1.1\nConnection: close\n\n", 400, "INVALID_REQUEST"),
                of("no host name", "GET / HTTP/1.1\nHost: a b\n\n", 400, "INVALID_REQUEST"),
                of("another host", "GET http://a/ HTTP/1.1\n" + EVIL, 400, "INVALID_REQUEST"),
                of("no request", "HELLO\n\n", 400, "INVALID_REQUEST"),
                of("HTTP/3", "GET / HTTP/3.0\nHost: localhost\n\n", 505, "INVALID_REQUEST"));
    }

    static List<Refused> frames() {
        return List.of(
                framed(400, "two lengths", "Content-Length: 2\nContent-Length: 3\n\n{}"),
                framed(400, "a list of lengths", "Content-Length: 2, 2\n\n{}"),
                framed(400, "less than nothing", "Content-Length: -2\n\n{}"),
                framed(400, "no number", "Content-Length: two\n\n{}"),
                framed(400, "no long", "Content-Length: 99999999999999999999\n\n{}"),
                framed(400, "a length with a sign", "Content-Length: +2\n\n{}"),
                framed(400, "a length in hex", "Content-Length: 0x2\n\n{}"),
                framed(501, "an unknown coding", "Transfer-Encoding: gzip\n\n{}"),
                framed(501, "nearly chunked", "Transfer-Encoding: xchunked\n\n{}"),
                framed(
                        400,
                        "a coding after the chunks",
                        "Transfer-Encoding: chunked, gzip\n\n0\n\n"),
                framed(400, "a space before the colon", "Transfer-Encoding : chunked\n\n"),
                framed(400, "half a line end", "X: a\rTransfer-Encoding: chunked\n\n"),
                framed(400, "a size beyond numbers", chunked("", "10000000000000002\n{}\n")),
                framed(400, "chunked twice", chunked("Transfer-Encoding: chunked\n", "2\n{}\n")),
                framed(400, "no chunk size", chunked("", "zz\n{}\n")),
                framed(400, "a chunk below zero", chunked("", "-2\n{}\n")),
                framed(
                        400,
                        "a long chunk extension",
                        chunked("", "2;" + "a".repeat(20_000) + "\n")),
                framed(400, "a long trailer", chunked("", "0\nX: " + "a".repeat(20_000) + "\n")));
    }

    private static Refused framed(int status, String name, String rest) {
        return of(name, HEAD + "Connection: close\n" + rest, status, "INVALID_REQUEST");
    }

    private static String chunked(String header, String chunks) {
        return header + "Transfer-Encoding: chunked\n\n" + chunks + "0\n\n";
    }

    @ParameterizedTest
    @MethodSource({"paths", "parameters", "verbs", "headers", "frames"})
    void aBadRequestIsRefused(Refused refused) {
        refused.check(raw.send(refused.request()));
    }

    @Test
    void whatAPathTakesIsInTheAllowHeader() {
        String delete = "DELETE " + GRAPH + " HTTP/1.1\nHost: localhost\nConnection: close\n";
        Answer answer = raw.send((delete + TOKEN + "\n").replace("\n", "\r\n"));

        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(answer.at("/hint")).isEqualTo("Use GET, HEAD.");
        assertThat(http.get(CALL).header("Allow")).isEqualTo("POST");
    }

    @Test
    void requestsInARowAreAnsweredInTheirOrder() {
        String good = "GET " + GRAPH + " HTTP/1.1\nHost: localhost\n\n";
        String bad = "GET /api/v1/nothing HTTP/1.1\nHost: localhost\n\n";
        String call = HEAD + "Transfer-Encoding: chunked\n\n2\n{}\n0\nHost: evil\n\n";
        String last = "GET " + GRAPH + " HTTP/1.1\nHost: localhost\nConnection: close\n\n";
        List<Answer> answers = raw.answers((good + bad + call + last).replace("\n", "\r\n"));

        assertThat(answers).extracting(Answer::status).containsExactly(200, 404, 200, 200);
        assertThat(answers.get(2).at("/name")).isEqualTo("World");
    }

    @Test
    void aLengthBesideChunksIsNotTheLength() {
        String smuggled = "GET /api/v1/nothing HTTP/1.1\nHost: localhost\n\n";
        String call = HEAD + "Content-Length: 4\n" + chunked("", "2\n{}\n") + smuggled;
        List<Answer> answers = raw.answers(call.replace("\n", "\r\n"));

        assertThat(answers).extracting(Answer::status).containsExactly(200);
    }

    @Test
    void whatStandsInAChunksExtensionOrInATrailerIsNotAskedFor() {
        String extended = "2;a=\"b\"\n{}\n0\nAuthorization: Bearer wrong\nHost: evil\n\n";
        String call = HEAD + "Connection: close\nTransfer-Encoding: chunked\n\n" + extended;

        assertThat(raw.answers(call.replace("\n", "\r\n")))
                .extracting(Answer::status)
                .containsExactly(200);
    }

    @Test
    void aRequestForOurselvesMayNameUs() {
        String request = "GET http://localhost" + GRAPH + " HTTP/1.1\nHost: localhost\n";

        assertThat(raw.send((request + "Connection: close\n\n").replace("\n", "\r\n")).status())
                .isEqualTo(200);
    }
}
