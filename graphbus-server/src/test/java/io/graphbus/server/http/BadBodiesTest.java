package io.graphbus.server.http;

import static io.graphbus.server.http.Refused.CALL;
import static io.graphbus.server.http.Refused.JSON;
import static io.graphbus.server.http.Refused.TOKEN;
import static io.graphbus.server.http.Refused.call;
import static io.graphbus.server.http.Refused.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are no JSON, no UTF-8, of another type, or too much. */
class BadBodiesTest extends RunningServer {

    private static final String ADD = "/api/v1/agents/Greeter/methods/add";
    private static final String EVENTS = "/api/v1/events";
    private static final String BUILDS = "/api/v1/builds";
    private static final String STATE = "/api/v1/agents/Greeter/state";
    private static final String DEEP = "[".repeat(100_000);

    static List<Refused> texts() {
        return List.of(
                call(400, "INVALID_JSON", "no value", "{\"name\":}"),
                call(400, "INVALID_JSON", "cut off", "{\"name\":\"Ada"),
                call(400, "INVALID_JSON", "the same key twice", "{\"name\":\"a\",\"name\":\"b\"}"),
                call(400, "INVALID_JSON", "text after the value", "{} x"),
                call(400, "INVALID_JSON", "two values", "{}{}"),
                call(400, "INVALID_JSON", "a comment", "{/*c*/}"),
                call(400, "INVALID_JSON", "single quotes", "{'name':'Ada'}"),
                call(400, "INVALID_JSON", "names without quotes", "{name:\"Ada\"}"),
                call(400, "INVALID_JSON", "a comma too many", "{\"name\":\"Ada\",}"),
                call(400, "INVALID_JSON", "a tab in a text", "{\"name\":\"A\tda\"}"),
                call(400, "INVALID_JSON", "a bad escape", "{\"name\":\"\\x41\"}"),
                call(400, "INVALID_JSON", "half an escape", "{\"name\":\"\\u00\"}"),
                call(400, "INVALID_JSON", "a byte order mark", "\u00ef\u00bb\u00bf{}"),
                call(400, "INVALID_JSON", "100,000 lists", "{\"name\":" + DEEP + "}"),
                call(400, "INVALID_JSON", "50,000 objects", "{\"a\":".repeat(50_000)),
                call(400, "INVALID_JSON", "no UTF-8", "{\"name\":\"\u00ff\u00fe\"}"),
                call(400, "INVALID_JSON", "an overlong form", "{\"name\":\"\u00c0\u00af\"}"),
                call(400, "INVALID_JSON", "half a pair", "{\"name\":\"\u00ed\u00a0\u0080\"}"),
                call(400, "INVALID_JSON", "UTF-16", "\u00ff\u00fe{\0}\0"),
                call(400, "INVALID_ARGUMENTS", "a list", "[1]"),
                call(400, "INVALID_ARGUMENTS", "null", "null"),
                call(400, "INVALID_ARGUMENTS", "an unknown argument", "{\"nam\":\"Ada\"}"),
                call(400, "INVALID_ARGUMENTS", "a number for a text", "{\"name\":7}"),
                json(400, "INVALID_JSON", "NaN", ADD, "{\"a\":NaN,\"b\":1}"),
                json(400, "INVALID_JSON", "a leading zero", ADD, "{\"a\":01,\"b\":1}"),
                json(400, "INVALID_JSON", "5,000 digits", ADD, digits(5000)),
                json(400, "INVALID_ARGUMENTS", "900 digits", ADD, digits(900)),
                json(400, "INVALID_ARGUMENTS", "1e999999999", ADD, "{\"a\":1e999999999,\"b\":1}"),
                json(400, "INVALID_ARGUMENTS", "a fraction", ADD, "{\"a\":1.5,\"b\":1}"),
                json(400, "INVALID_ARGUMENTS", "missing arguments", ADD, ""),
                json(404, "UNKNOWN_AGENT", "no such agent", "/api/v1/agents/G/methods/g", "{}"),
                json(404, "UNKNOWN_METHOD", "no such method", CALL + "s", "{}"));
    }

    static List<Refused> envelopes() {
        return List.of(
                json(400, "INVALID_REQUEST", "an empty publish", EVENTS, ""),
                json(400, "INVALID_REQUEST", "a publish of a list", EVENTS, "[]"),
                json(400, "INVALID_REQUEST", "a publish of nothing", EVENTS, "{}"),
                json(
                        400,
                        "INVALID_TOPIC",
                        "a pattern",
                        EVENTS,
                        "{\"topic\":\"/A/*\",\"payload\":1}"),
                json(400, "INVALID_REQUEST", "a topic of 7", EVENTS, "{\"topic\":7,\"payload\":1}"),
                json(400, "INVALID_JSON", "deep", EVENTS, "{\"topic\":\"/A\",\"payload\":" + DEEP),
                admin(403, "FORBIDDEN", "a build where none are taken", BUILDS, "{\"files\":{}}"),
                typed(415, "text", "Content-Type: text/plain\n"),
                typed(415, "a form", "Content-Type: application/x-www-form-urlencoded\n"),
                typed(415, "another JSON", "Content-Type: application/vnd.x+json\n"),
                typed(415, "no type", ""),
                typed(415, "a type that is none", "Content-Type: json\n"),
                typed(415, "slashes", "Content-Type: ///\n"),
                typed(415, "any type", "Content-Type: */*\n"),
                typed(415, "two types", JSON + "Content-Type: text/plain\n"),
                typed(415, "UTF-16 said", "Content-Type: application/json;charset=utf-16\n"),
                typed(415, "Latin-1 said", "Content-Type: application/json; charset=iso-8859-1\n"),
                typed(415, "no charset", "Content-Type: application/json;charset=none\n"),
                typed(415, "compressed", JSON + "Content-Encoding: gzip\n"),
                typed(406, "nothing but HTML", JSON + "Accept: text/html\n"),
                typed(406, "an accept that is none", JSON + "Accept: json\n"),
                post(413, "PAYLOAD_TOO_LARGE", "3 MB", CALL, JSON, " ".repeat(3_000_000)));
    }

    private static Refused json(int status, String code, String name, String path, String body) {
        return post(status, code, name, path, JSON, body);
    }

    private static Refused admin(int status, String code, String name, String path, String body) {
        return post(status, code, name, path, JSON + TOKEN, body);
    }

    private static Refused typed(int status, String name, String headers) {
        String code = status == 406 ? "NOT_ACCEPTABLE" : "UNSUPPORTED_MEDIA_TYPE";
        return post(status, code, name, CALL, headers, "{}");
    }

    private static String digits(int count) {
        return "{\"a\":" + "1".repeat(count) + ",\"b\":1}";
    }

    @ParameterizedTest
    @MethodSource({"texts", "envelopes"})
    void aBadBodyIsRefused(Refused refused) {
        refused.check(raw.send(refused.request()));
    }

    @Test
    void whatIsNoJsonIsPointedAt() {
        var answer = http.post(CALL, "{\n  \"name\": NaN}");

        assertThat(answer.at("/detail")).contains("line 2, column");
        assertThat(http.post(EVENTS, "{\n  \"topic\": x}").at("/where"))
                .startsWith("line 2, column");
    }

    @Test
    void everyWrongArgumentIsAViolation() {
        var answer = http.post(ADD, "{\"a\":\"x\",\"c\":1}");

        assertThat(answer.json().at("/violations").findValuesAsString("path"))
                .containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aReplacementCharacterMayBeSent() {
        assertThat(http.post(CALL, "{\"name\":\"\ufffd\"}").at("/name")).isEqualTo("\ufffd");
    }

    @Test
    void utf8MayBeSaid() {
        var answer =
                http.send(
                        "POST", CALL, "{}", "Content-Type", "Application/JSON; charset=\"UTF-8\"");

        assertThat(answer.at("/name")).isEqualTo("World");
    }

    @Test
    void aStateThatIsDeepIsRefused() {
        assertThat(
                        http.send(
                                        "PUT",
                                        STATE,
                                        DEEP,
                                        "Content-Type",
                                        "application/json", //
                                        "Authorization",
                                        "Bearer s3cret")
                                .status())
                .isIn(400, 404);
    }

    @Test
    void aBodyThatWaitsIsNotAskedForInVain() {
        String head =
                "POST " + CALL + " HTTP/1.1\nHost: localhost\n" + JSON + "Expect: 100-continue\n";

        var refused = raw.send((head + "Content-Length: 3000000\n\n").replace("\n", "\r\n"));
        assertThat(refused.status()).isEqualTo(413);
        var taken =
                raw.answers(
                        (head + "Connection: close\nContent-Length: 2\n\n{}")
                                .replace("\n", "\r\n"));
        assertThat(taken).extracting(Http.Answer::status).containsExactly(100, 200);
    }
}
