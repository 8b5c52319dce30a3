package io.graphbus.cli.deadletter;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands send, and what they make of the answers. */
class DlqCommandTest {

    private static final String LETTER =
            """
            {"id":"n1-42-5d41402a-bc4b","agent":"Billing","subscription":"bill","handler":"onOrder",
             "status":"%s","topic":"/order/created","event":"n1-42","key":"c-7",
             "schemaVersion":"1.0.0","accepts":"^2","reason":"NO_MIGRATION_PATH",
             "error":"not read here","attempts":1,"deadAt":"2026-11-29T16:08:03.897Z"}
            """;

    private final List<String> requests = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final HttpServer server;
    private int status = 200;

    DlqCommandTest() throws IOException {
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

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(
                    (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body)
                            .strip());
            byte[] text = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result dlq(Object... words) {
        return Cli.run(
                Stream.of(
                                Stream.of("dlq"),
                                Stream.of(words),
                                Stream.of(
                                        "--server",
                                        "http://127.0.0.1:" + server.getAddress().getPort(),
                                        "--token",
                                        "t"))
                        .flatMap(some -> some)
                        .toArray());
    }

    @Test
    void listShowsWhatWasGivenUpAndAsksForAllPages() {
        answers.add("{\"items\":[" + LETTER.formatted("DEAD") + "],\"nextCursor\":\"a b\"}");
        answers.add("{\"items\":[" + LETTER.formatted("REPLAYING") + "]}");
        Result listed = dlq("list", "--agent", "Billing", "--topic", "/order/**", "--limit", "7");

        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out())
                .contains("ID", "SUBSCRIPTION", "REASON")
                .contains("Billing.bill", "NO_MIGRATION_PATH", "2026-11-29T16:08:03Z")
                .contains("is being replayed");
        assertThat(requests)
                .containsExactly(
                        "GET /api/v1/dead-letters?limit=8&agent=Billing&topic=%2Forder%2F**",
                        "GET /api/v1/dead-letters?limit=7&agent=Billing&topic=%2Forder%2F**"
                                + "&cursor=a%20b");
    }

    @Test
    void listTellsWhenThereAreMore() {
        String two = LETTER.formatted("DEAD") + "," + LETTER.formatted("DEAD");
        answers.add("{\"items\":[" + two + "]}");
        Result listed = dlq("list", "--limit", "1", "--format", "json");

        assertThat(listed.json()).hasSize(1);
        assertThat(listed.err()).contains("There are more");
        answers.add("{\"items\":[]}");
        assertThat(dlq("list").out()).isEqualTo("There are no dead letters.\n");
    }

    @Test
    void aTimeMayBeToldByHowLongAgoItWas() {
        answers.add("{\"items\":[]}");
        assertThat(dlq("list", "--since", "7d", "--until", "2030-01-01T00:00:00Z").code()).isZero();
        assertThat(requests.getFirst())
                .contains("&since=20")
                .contains("&until=2030-01-01T00%3A00%3A00Z");
        Result wrong = dlq("list", "--since", "yesterday");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("neither a time");
    }

    @Test
    void showTellsAllThatIsKnown() {
        answers.add(
                """
                {"id":"l","agent":"Billing","subscription":"bill","handler":"onOrder","status":"DEAD",
                 "reason":"HANDLER_FAILED","error":"no","stack":"at x.Y.z\\n","accepts":"^2",
                 "failures":[{"at":"2026-11-29T16:08:03.897Z","error":"no"}],
                 "deadAt":"2026-11-29T16:08:03.897Z",
                 "event":{"id":"n1-42","topic":"/order/created","source":"Orders","position":17,
                  "time":"2026-11-29T16:08:03.891Z","priority":"NORMAL","correlationId":"n1-42",
                  "headers":{"traceparent":"00-1"},"payload":{"id":"o-1"}}}
                """);
        Result shown = dlq("show", "l");

        assertThat(shown.out())
                .contains("reason       HANDLER_FAILED", "position     17", "traceparent: 00-1")
                .contains("\"id\": \"o-1\"", "failed       2026-11-29T16:08:03Z  no", "at x.Y.z")
                .doesNotContain("migrates");
        assertThat(requests).containsExactly("GET /api/v1/dead-letters/l");
    }

    @Test
    void aDryRunTellsWhatWouldBecomeOfEach() {
        answers.add(
                """
                {"dryRun":true,"letters":3,"outcomes":[
                 {"id":"a","event":"e","agent":"Billing","subscription":"bill","verdict":"DELIVERED",
                  "schemaVersion":"2.0.0","path":["1.0.0 -> 2.0.0 by Orders"]},
                 {"id":"b","event":"e","agent":"Gone","subscription":"on","verdict":"NO_SUBSCRIPTION",
                  "path":[],"problem":{"code":"UNKNOWN_SUBSCRIPTION","where":"Gone.on",
                  "message":"it is not there any more","hint":"purge"}}]}
                """);
        Result dry = dlq("replay", "--all", "--dry-run", "--migrate-to", "2.0.0");

        assertThat(dry.code()).isEqualTo(1);
        assertThat(dry.out())
                .contains("delivered", "no subscription", "1.0.0 -> 2.0.0 by Orders")
                .contains("it is not there any more", "1 more were not tried");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/dead-letters/replay"
                                + " {\"filter\":{},\"dryRun\":true,\"migrateTo\":\"2.0.0\"}");
    }

    @Test
    void aReplayTellsHowManyAndWhatIsLeft() {
        answers.add(
                """
                {"dryRun":false,"letters":2,"already":1,"left":[
                 {"agent":"Gone","subscription":"on","letters":3,"problem":{"code":"UNKNOWN_SUBSCRIPTION",
                  "where":"Gone.on","message":"it is not there any more","hint":"Purge them."}}]}
                """);
        Result done = dlq("replay", "--reason", "invalid_payload", "--rate", "10");

        assertThat(done.code()).isEqualTo(1);
        assertThat(done.out())
                .contains("2 letters are replayed at 10.0 a second")
                .contains("1 letter is being replayed already")
                .contains("3 letters are left: it is not there any more. Purge them.");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/dead-letters/replay"
                                + " {\"filter\":{\"reason\":\"INVALID_PAYLOAD\"},\"dryRun\":false,\"rate\":10.0}");
        answers.add("{\"dryRun\":false,\"letters\":1,\"already\":0,\"left\":[]}");
        Result one = dlq("replay", "a");
        assertThat(one.code()).isZero();
        assertThat(one.out()).startsWith("1 letter is delivered once more");
        assertThat(requests.getLast()).endsWith("{\"ids\":[\"a\"],\"dryRun\":false}");
    }

    @Test
    void itHasToBeSaidWhichLettersAreMeant() {
        assertThat(dlq("replay").code()).isEqualTo(2);
        assertThat(dlq("purge", "--yes").err()).contains("not said which letters");
        assertThat(dlq("replay", "a", "--all").err()).contains("Either ids, or a filter");
        assertThat(requests).isEmpty();
    }

    @Test
    void purgeTakesAYesWhereNobodyCanBeAsked() {
        Result refused = dlq("purge", "--agent", "Billing");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Nobody can be asked", "agent Billing", "--yes");
        assertThat(requests).isEmpty();

        answers.addAll(List.of("{\"purged\":17}", "{\"purged\":1}", "{\"purged\":0}"));
        assertThat(dlq("purge", "--agent", "Billing", "-y").out())
                .isEqualTo("17 letters are gone\n");
        assertThat(dlq("purge", "a", "b", "--yes").out()).isEqualTo("1 letter is gone\n");
        assertThat(dlq("purge", "--all", "--yes", "--format", "json").json().path("purged").asInt())
                .isZero();
        assertThat(requests)
                .containsExactly(
                        "DELETE /api/v1/dead-letters?agent=Billing",
                        "DELETE /api/v1/dead-letters?id=a&id=b",
                        "DELETE /api/v1/dead-letters?all=true");
    }

    @Test
    void aServerIsNeeded() {
        Result alone = Cli.run("dlq", "list");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("--server");
        assertThat(Cli.run("dlq").code()).isEqualTo(2);
    }

    @Test
    void whatTheServerRefusesIsTold() {
        status = 409;
        answers.add(
                """
                {"type":"about:blank","title":"Conflict","status":409,"code":"NO_EVENT_LOG",
                 "where":"graphbus.durability","detail":"This graph keeps no event log.",
                 "hint":"Set graphbus.durability.mode=durable."}
                """);
        Result refused = dlq("list");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("NO_EVENT_LOG", "durability.mode=durable");
    }
}
