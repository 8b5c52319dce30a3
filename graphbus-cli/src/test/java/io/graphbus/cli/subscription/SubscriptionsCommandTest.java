package io.graphbus.cli.subscription;

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
class SubscriptionsCommandTest {

    private static final String TWO =
            """
            {"items":[
             {"agent":"Billing","id":"bill","topic":"/Order/New","handler":"on","paused":true},
             {"agent":"Stock","id":"on","topic":"/Order/**","handler":"on"}]}
            """;

    private final List<String> requests = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private final HttpServer server;

    SubscriptionsCommandTest() throws IOException {
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
            exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] text = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(String... args) {
        return Cli.run(
                Stream.of(
                                Stream.of("subscriptions"),
                                Stream.of(args),
                                Stream.of(
                                        "--server",
                                        "http://localhost:" + server.getAddress().getPort(),
                                        "--token",
                                        "t"))
                        .flatMap(s -> s)
                        .toArray(String[]::new));
    }

    @Test
    void subscriptionsAreListedWithThoseThatArePaused() {
        answers.add(TWO);
        Result all = run("list");
        assertThat(all.out()).as(all.err()).contains("Billing.bill", "paused", "Stock.on");
        answers.add(TWO);
        assertThat(run("list", "--paused").out()).contains("Billing.bill").doesNotContain("Stock");
        answers.add("{\"items\":[]}");
        assertThat(run("list").out()).contains("There are none.");
        assertThat(requests).contains("GET /api/v1/subscriptions?limit=500");
    }

    @Test
    void aSubscriptionIsPausedAndResumed() {
        answers.add("{\"agent\":\"Billing\",\"id\":\"bill.all\",\"paused\":true}");
        Result paused = run("pause", "Billing.bill.all");
        assertThat(paused.out()).as(paused.err()).contains("Billing.bill.all is paused");
        answers.add("{\"agent\":\"Billing\",\"id\":\"bill.all\",\"paused\":false}");
        assertThat(run("resume", "Billing.bill.all").out()).contains("Billing.bill.all goes on");
        answers.add("{\"agent\":\"Billing\",\"id\":\"bill\",\"paused\":true}");
        assertThat(run("pause", "Billing.bill", "--format", "json").out()).contains("true");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/subscriptions/Billing/bill.all/pause",
                        "POST /api/v1/subscriptions/Billing/bill.all/resume",
                        "POST /api/v1/subscriptions/Billing/bill/pause");
    }

    @Test
    void whatNamesNoSubscriptionIsRefused() {
        Result refused = run("pause", "Billing");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("Billing.bill");
        assertThat(Cli.run("subscriptions", "list").err()).contains("--server");
        assertThat(Cli.run("subscriptions").code()).isEqualTo(2);
        assertThat(requests).isEmpty();
    }
}
