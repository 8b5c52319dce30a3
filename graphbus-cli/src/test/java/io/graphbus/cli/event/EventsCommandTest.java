package io.graphbus.cli.event;

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
class EventsCommandTest {

    private static final String EVENT =
            """
            {"id":"n1-42","topic":"/order/created","source":"Orders","key":"c-7","position":17,
             "time":"2026-11-29T16:08:03.891Z","priority":"NORMAL","payload":{"id":"o-1"},
             "deliveries":[{"agent":"Billing","handler":"on","status":"DEAD","attempts":1}]}
            """;

    private final List<String> requests = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final HttpServer server;

    EventsCommandTest() throws IOException {
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
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result events(Object... words) {
        return Cli.run(
                Stream.of(
                                Stream.of("events"),
                                Stream.of(words),
                                Stream.of(
                                        "--server",
                                        "http://127.0.0.1:" + server.getAddress().getPort()))
                        .flatMap(some -> some)
                        .toArray());
    }

    @Test
    void listShowsTheHistoryOrTheLog() {
        answers.addAll(List.of("{\"items\":[" + EVENT + "]}", "{\"items\":[" + EVENT + "]}"));
        Result history = events("list", "--agent", "Billing");
        assertThat(history.out()).contains("DELIVERIES", "Billing dead", "{\"id\":\"o-1\"}");
        Result log = events("list", "--stored", "--key", "c-7", "--from", "3", "--limit", "9");
        assertThat(log.out()).contains("POSITION", "17", "c-7").doesNotContain("DELIVERIES");
        answers.add("{\"items\":[]}");
        assertThat(events("list").out()).isEqualTo("There are no such events.\n");
        assertThat(requests)
                .containsExactly(
                        "GET /api/v1/events?limit=20&agent=Billing",
                        "GET /api/v1/events/log?limit=9&key=c-7&from=3",
                        "GET /api/v1/events?limit=20");
        assertThat(events("list", "--key", "c").err()).contains("Add --stored");
        assertThat(events("list", "--stored", "--agent", "A").code()).isEqualTo(2);
    }

    @Test
    void showPrintsTheEvent() {
        answers.add(EVENT);
        assertThat(events("show", "n1-42").out()).contains("\"topic\": \"/order/created\"");
        assertThat(requests).containsExactly("GET /api/v1/events/n1-42");
    }

    @Test
    void replaySendsWhatIsMeantAndTellsHowManyThereAre() {
        answers.add("{\"dryRun\":true,\"events\":1741}");
        Result dry =
                events(
                        "replay",
                        "--topic",
                        "/order/**",
                        "--subscription",
                        "Billing.bill",
                        "--from",
                        "1",
                        "--to",
                        "9",
                        "--rate",
                        "5",
                        "--dry-run");
        assertThat(dry.out())
                .isEqualTo("1741 events would be delivered once more to Billing.bill\n");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/events/replay {\"topic\":\"/order/**\",\"agent\":\"Billing\","
                                + "\"subscription\":\"bill\",\"from\":\"1\",\"to\":\"9\",\"rate\":5.0,"
                                + "\"dryRun\":true}");
        answers.add("{\"dryRun\":false,\"events\":1,\"run\":\"ab12\"}");
        Result done = events("replay", "--topic", "/a/b", "--subscription", "B.x", "--from", "0");
        assertThat(done.out()).isEqualTo("1 event on the way once more to B.x (run ab12)\n");
        assertThat(events("replay", "--topic", "/a", "--subscription", "B", "--from", "0").code())
                .isEqualTo(2);
    }

    @Test
    void verifyNamesWhatDoesNotAddUp() {
        String account =
                """
                {"agent":"Billing","subscription":"%s","addsUp":%s,"offered":5,"completed":4,
                 "dead":1,"expired":0,"filtered":0,"cancelled":0,"waiting":0,"ahead":0,
                 "findings":[%s]}
                """;
        String fine = account.formatted("bill", "true", "");
        String wrong = account.formatted("late", "false", "\"One is missing\"");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        answers.add("{\"addsUp\":true,\"subscriptions\":[" + fine + "]}");
        Result well = Cli.run("verify", "--server", url);
        assertThat(well.code()).isZero();
        assertThat(well.out()).contains("Billing.bill", "OFFERED", "yes").doesNotContain("no\n");

        answers.add("{\"addsUp\":false,\"subscriptions\":[" + fine + "," + wrong + "]}");
        Result bad = Cli.run("verify", "--server", url);
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("Billing.late: One is missing.");
        answers.add("{\"addsUp\":true,\"subscriptions\":[]}");
        Result json = Cli.run("verify", "--format", "json", "--server", url);
        assertThat(json.out()).contains("\"subscriptions\"");
        assertThat(requests).containsOnly("GET /api/v1/events/verify").hasSize(3);
    }

    @Test
    void aServerIsNeeded() {
        assertThat(Cli.run("events", "list").err()).contains("--server");
        assertThat(Cli.run("events").code()).isEqualTo(2);
    }
}
