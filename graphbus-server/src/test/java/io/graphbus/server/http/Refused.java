package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A bad request, byte by byte, and how it is refused.
 *
 * @param request one character a byte
 */
record Refused(String name, String request, int status, String code) {

    static final String JSON = "Content-Type: application/json\n";
    static final String TOKEN = "Authorization: Bearer s3cret\n";
    static final String CALL = "/api/v1/agents/Greeter/methods/greet";

    private static final Pattern INNARDS =
            Pattern.compile(
                    "Exception|\\tat |\\.java:|tools\\.jackson|StreamRead|_FEATURE|org\\.(apache|spring)"
                            + "|java\\.(lang|util|io)|jakarta\\.|io\\.graphbus|FAIL_ON|ALLOW_");

    /** A request without a body; each header ends with a line feed. */
    static Refused line(int status, String code, String method, String path, String... headers) {
        String request =
                method + " " + path + " HTTP/1.1\nHost: localhost\n" + String.join("", headers);
        return of(method + " " + path, request + "Connection: close\n\n", status, code);
    }

    /** A call of a method that takes an optional name. */
    static Refused call(int status, String code, String name, String body) {
        return post(status, code, name, CALL, JSON, body);
    }

    /** A POST; each header ends with a line feed. */
    static Refused post(int status, String code, String... nameAndPathAndHeadersAndBody) {
        String name = nameAndPathAndHeadersAndBody[0];
        String path = nameAndPathAndHeadersAndBody[1];
        String headers = nameAndPathAndHeadersAndBody[2];
        String body = nameAndPathAndHeadersAndBody[3];
        String head =
                "POST "
                        + path
                        + " HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: "
                        + body.length()
                        + "\n"
                        + headers
                        + "\n";
        return new Refused(name, head.replace("\n", "\r\n") + body, status, code);
    }

    /** A request as it is, but for its line ends. */
    static Refused of(String name, String request, int status, String code) {
        return new Refused(name, request.replace("\n", "\r\n"), status, code);
    }

    void check(Answer answer) {
        assertProblem(answer, status, code);
        assertThat(INNARDS.matcher(answer.body()).find()).as(answer.body()).isFalse();
        assertThat(answer.body().length()).isLessThan(9000);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-evil"));
    }

    @Override
    public String toString() {
        return name;
    }
}
