package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has the answer already is told so, and only then. */
class ConditionalGetTest extends RunningServer {

    private static final String GRAPH = "/api/v1/graph";
    private static final String TROUBLED = "/api/v1/agents/Troubled";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GRAPH,
                "/api/v1/agents",
                "/api/v1/agents?limit=1",
                "/api/v1/agents/Greeter",
                "/api/v1/topics",
                "/api/v1/subscriptions?limit=1"
            })
    void whatIsKnownIsNotSentAgain(String path) {
        Answer first = http.get(path);
        Answer second = get(path, first.header("ETag"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("Content-Type")).isEmpty();
        for (Answer answer : List.of(first, second)) {
            assertThat(answer.headers().allValues("ETag")).containsExactly(first.header("ETag"));
            assertThat(answer.headers().allValues("Cache-Control"))
                    .containsExactly("no-cache, private");
            assertThat(answer.header("Pragma")).isEmpty();
            assertThat(answer.header("Expires")).isEmpty();
        }
    }

    @Test
    void everyFormOfATagIsUnderstood() {
        String tag = http.get(GRAPH).header("ETag");

        assertThat(get(GRAPH, "\"a\", " + tag + ", \"b\"").status()).isEqualTo(304);
        assertThat(get(GRAPH, "W/" + tag).status()).isEqualTo(304);
        assertThat(get(GRAPH, "*").status()).isEqualTo(304);
        assertThat(get(GRAPH, "\"a,b\",W/\"c\" ,," + tag).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "W/\"a\"", "a", "\"", "\"\"", ",", "W/", "\"a\" \"b\""})
    void anotherTagGetsTheBody(String tag) {
        assertThat(get(GRAPH, tag).status()).isEqualTo(200);
        assertThat(get(GRAPH, tag).at("/nodes/0/name")).isEqualTo("Greeter");
    }

    @Test
    void headHasTheTagAndNoBody() {
        String tag = http.get(GRAPH).header("ETag");
        Answer head = http.send("HEAD", GRAPH, "");
        Answer known = http.send("HEAD", GRAPH, "", "If-None-Match", tag);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("ETag")).isEqualTo(tag);
        assertThat(head.header("Content-Type")).isEqualTo("application/json");
        assertThat(head.body()).isEmpty();
        assertThat(known.status()).isEqualTo(304);
    }

    @Test
    void anotherGraphHasAnotherTagAndTheSameGraphTheSame() {
        List<String> paths =
                List.of(GRAPH, "/api/v1/agents", "/api/v1/topics", "/api/v1/subscriptions");
        List<String> before = tags(paths);
        live.activate(TestArtifacts.of("counter"));
        try {
            assertThat(tags(paths)).doesNotContainAnyElementsOf(before);
        } finally {
            live.activate(TestArtifacts.of("shop"));
        }
        assertThat(tags(List.of(GRAPH, "/api/v1/topics", "/api/v1/subscriptions")))
                .containsExactly(before.get(0), before.get(2), before.get(3));
    }

    @Test
    void anAgentsTagChangesWithItsHealthAndItsStatus() {
        http.post(TROUBLED + "/methods/nothing", "{}");
        String healthy = http.get(TROUBLED).header("ETag");
        String list = http.get("/api/v1/agents").header("ETag");
        String graph = http.get(GRAPH).header("ETag");
        for (int i = 0; i < 5; i++) {
            http.post(TROUBLED + "/methods/fail", "{}");
        }
        Answer failed = get(TROUBLED, healthy);

        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.at("/health")).isEqualTo("FAILED");
        assertThat(get("/api/v1/agents", list).status()).isEqualTo(200);
        assertThat(get(GRAPH, graph).status()).isEqualTo(304);
        live.bus().stop();
        try {
            Answer stopped = get(TROUBLED, failed.header("ETag"));
            assertThat(stopped.at("/status")).isEqualTo("STOPPED");
        } finally {
            live.bus().start();
        }
    }

    @Test
    void figuresAreNeverKept() {
        Answer stats = http.get("/api/v1/stats");

        assertThat(stats.header("Cache-Control")).contains("no-store");
        assertThat(stats.header("ETag")).isEmpty();
    }

    private List<String> tags(List<String> paths) {
        return paths.stream().map(path -> http.get(path).header("ETag")).toList();
    }

    private Answer get(String path, String known) {
        return http.get(path, "If-None-Match", known);
    }
}
