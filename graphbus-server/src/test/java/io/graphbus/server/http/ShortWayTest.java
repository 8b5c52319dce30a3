package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.server.http.Http.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Requests that are answered before the filters and Spring MVC, beside those that are not. */
class ShortWayTest extends RunningServer {

    private static final String CALL = "/api/v1/agents/Greeter/methods/greet";
    private static final String EVENTS = "/api/v1/events";
    private static final String EVENT = "{\"topic\":\"/Not/Known\",\"payload\":1}";

    @Autowired
    @Qualifier("shortWay")
    private FilterRegistrationBean<?> shortWay;

    @Autowired private MeterRegistry meters;

    @ParameterizedTest
    @ValueSource(strings = {"", "bearer s3cret"})
    void plainCallsAndEventsTakeIt(String authorization) throws Exception {
        MockHttpServletRequest call = post(CALL, "{}");
        MockHttpServletRequest event = post(EVENTS, EVENT);
        if (!authorization.isEmpty()) {
            call.addHeader("Authorization", authorization);
            event.addHeader("Authorization", authorization);
        }

        assertThat(takes(call)).isTrue();
        assertThat(takes(event)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/agents/Greeter/methods/",
                "/api/v1/agents//methods/greet",
                "/api/v1/agents/Greeter/methods/greet/",
                "/api/v1/agents/Greeter/methods/gr%65et",
                "/api/v1/agents/Greeter;a=b/methods/greet",
                "/api/v1/agents/../methods/greet",
                "/api/v1//events",
                "/api/v1/events/",
                "/api/v1/builds",
                "/API/v1/events"
            })
    void pathsThatCouldBeReadInTwoWaysDoNot(String path) throws Exception {
        assertThat(takes(post(path, EVENT))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example.com",
        "Origin, http://evil.example.com",
        "Sec-Fetch-Site, cross-site",
        "X-Forwarded-For, 10.0.0.1",
        "Authorization, bearer wrong",
        "Authorization, Basic YTpi",
        "Accept, text/html",
        "Content-Encoding, gzip"
    })
    void headersThatSomebodyHasToLookAtDoNot(String name, String value) throws Exception {
        MockHttpServletRequest request = post(EVENTS, EVENT);
        request.removeHeader(name);
        request.addHeader(name, value);

        assertThat(takes(request)).isFalse();
    }

    @Test
    void whatIsSaidTwiceOrInHeadersDoesNot() throws Exception {
        MockHttpServletRequest twice = post(EVENTS, EVENT);
        twice.addHeader("Accept", "*/*");
        twice.addHeader("Accept", "text/html");
        MockHttpServletRequest binary = post(EVENTS, EVENT);
        binary.addHeader("ce-id", "1");
        MockHttpServletRequest within = post("/api" + EVENTS, EVENT);
        within.setContextPath("/api");
        MockHttpServletRequest under = post(EVENTS, EVENT);
        under.setContextPath("/api");

        assertThat(List.of(takes(twice), takes(binary), takes(within), takes(under)))
                .containsOnly(false);
    }

    @Test
    void otherVerbsTypesAndBodiesDoNot() throws Exception {
        MockHttpServletRequest read = post(EVENTS, EVENT);
        read.setMethod("GET");
        MockHttpServletRequest text = post(EVENTS, EVENT);
        text.setContentType("text/plain");
        MockHttpServletRequest asked = post(EVENTS, EVENT);
        asked.setQueryString("a=b");
        MockHttpServletRequest large = post(EVENTS, "x".repeat(3_000_000));

        assertThat(
                        List.of(
                                takes(read),
                                takes(text),
                                takes(asked),
                                takes(large),
                                takes(post(CALL, ""))))
                .containsOnly(false);
    }

    @ParameterizedTest
    @MethodSource
    void bothWaysAnswerTheSame(String path, String body, Map<String, String> headers) {
        Answer taken = send(path, body, headers);
        Answer other = send(path + "?way=long", body, headers);

        assertThat(taken.status()).isEqualTo(other.status());
        assertThat(alike(taken.body())).isEqualTo(alike(other.body()));
        assertThat(shown(taken)).isEqualTo(shown(other));
    }

    static Stream<Object[]> bothWaysAnswerTheSame() {
        Map<String, String> none = Map.of();
        return Stream.of(
                new Object[] {CALL, "{\"name\":\"Ada\"}", none},
                new Object[] {CALL, "{\"name\":\"Ada\"}", Map.of("Authorization", "Bearer s3cret")},
                new Object[] {CALL, "{\"name\":1}", none},
                new Object[] {CALL, "{\"name\":", none},
                new Object[] {CALL, "[]", none},
                new Object[] {"/api/v1/agents/Greeter/methods/none", "{}", none},
                new Object[] {"/api/v1/agents/Nobody/methods/none", "{}", none},
                new Object[] {"/api/v1/agents/Troubled/methods/fail", "{}", none},
                new Object[] {"/api/v1/agents/Troubled/methods/nothing", "{}", none},
                new Object[] {EVENTS, EVENT, none},
                new Object[] {EVENTS, "{\"topic\":\"x\",\"payload\":1}", none},
                new Object[] {EVENTS, "{\"payload\":1,\"what\":2}", none},
                new Object[] {EVENTS, "{", none},
                new Object[] {EVENTS, "{}", Map.of("ce-id", "1", "ce-type", "a.b")},
                new Object[] {EVENTS, EVENT, Map.of("Idempotency-Key", "\"open")});
    }

    @Test
    void keysOfOneCallerAreNoneOfAnothers() {
        Map<String, String> key = Map.of("Idempotency-Key", "short-way");
        Map<String, String> admins = new TreeMap<>(key);
        admins.put("Authorization", "Bearer s3cret");

        assertThat(send(EVENTS, EVENT, key).header("Idempotent-Replayed")).isEmpty();
        assertThat(send(EVENTS, EVENT, admins).header("Idempotent-Replayed")).isEmpty();
        assertThat(send(EVENTS + "?way=long", EVENT, admins).header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(send(EVENTS, EVENT, key).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void bothWaysCountIntoOneTimer() {
        long before = counted();

        http.post(CALL, "{}");
        await().until(() -> counted() == before + 1);
        http.post(CALL + "?way=long", "{}");
        await().until(() -> counted() == before + 2);
    }

    private long counted() {
        List<Timer> timers =
                meters
                        .find("http.server.requests")
                        .tags("uri", "/api/v1/agents/{agent}/methods/{method}", "status", "200")
                        .timers()
                        .stream()
                        .toList();
        assertThat(timers).hasSizeLessThanOrEqualTo(1);
        return timers.stream().mapToLong(Timer::count).sum();
    }

    private boolean takes(MockHttpServletRequest request) throws ServletException, IOException {
        var chain = new MockFilterChain();
        shortWay.getFilter().doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() == null;
    }

    private static MockHttpServletRequest post(String path, String body) {
        var request = new MockHttpServletRequest("POST", path);
        request.addHeader("Host", "localhost");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private Answer send(String path, String body, Map<String, String> headers) {
        var all = new TreeMap<>(headers);
        all.put("Content-Type", "application/json");
        String[] flat =
                all.entrySet().stream()
                        .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                        .toArray(String[]::new);
        return http.send("POST", path, body, flat);
    }

    /** Without what is another with each request. */
    private static String alike(String body) {
        return body.replaceAll("\"id\":\"[^\"]+\"", "id").replaceAll("[0-9a-f]{32}", "trace");
    }

    private static Map<String, List<String>> shown(Answer answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        headers.remove("content-length");
        return headers;
    }
}
