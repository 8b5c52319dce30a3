package io.graphbus.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {

    @TempDir private Path directory;

    private Result run(Object... words) {
        return Cli.run(
                Stream.concat(Arrays.stream(words), Stream.of("--data", directory)).toArray());
    }

    private void register(String agent, String version, String document) throws IOException {
        Path file = Files.writeString(directory.resolve("contract.json"), document);
        Result result = run("contract", "register", agent, "--version", version, "--schema", file);
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void whatIsRecordedIsListed() {
        Result noted = run("deploy", "record", "Orders@1.0.0", "--to", "Prod");
        assertThat(noted.code()).as(noted.err()).isZero();
        assertThat(noted.out()).isEqualTo("Orders@1.0.0 is live in prod\n");
        assertThat(noted.err()).contains("no contract of Orders@1.0.0 is registered");
        run("deploy", "release", "Orders@1.1.0", "--to", "prod");
        run("deploy", "record", "Billing@1.0.0", "--to", "staging");

        Result list = run("deploy", "list", "--in", "PROD", "--format", "json");
        assertThat(list.json()).hasSize(2);
        assertThat(list.json().at("/1/version").asString()).isEqualTo("1.1.0");
        assertThat(run("deploy", "list", "--agent", "Billing").out()).contains("staging");
        assertThat(run("deploy", "record", "Orders@2.0.0", "--to", "prod").err())
                .contains("Orders@1.0.0 is not any more", "Orders@1.1.0 is not any more");
    }

    @Test
    void whatIsNotLiveCannotBeTakenOff() {
        assertThat(run("deploy", "list").out()).isEqualTo("Nothing is recorded.\n");
        run("deploy", "record", "Orders@1.0.0", "--to", "prod");

        Result wrong = run("deploy", "remove", "Orders@1.0.1", "--from", "prod");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("NOT_FOUND", "Orders@1.0.0");
        assertThat(run("deploy", "remove", "Orders@1.0.0", "--from", "prod").code()).isZero();
        assertThat(run("deploy", "list", "--format", "json").json()).isEmpty();
    }

    @Test
    void aVersionAndAnEnvironmentAreNeeded() {
        assertThat(run("deploy").code()).isEqualTo(2);
        assertThat(run("deploy", "record", "Orders", "--to", "prod").code()).isEqualTo(2);
        assertThat(run("deploy", "record", "Orders@1", "--to", "prod").code()).isEqualTo(2);
        assertThat(run("deploy", "record", "Orders@1.0.0").code()).isEqualTo(2);
        assertThat(run("deploy", "record", "Orders@1.0.0", "--to", "a b").err())
                .contains("'a b' is not the name of an environment");
    }

    @Test
    void aDamagedRecordStopsTheGate() throws IOException {
        register("Orders", "1.0.0", "{}");
        run("deploy", "record", "Orders@1.0.0", "--to", "prod");
        Files.writeString(directory.resolve("deployments/prod.json"), "{");

        Result gate = run("contract", "can-deploy", "Orders@1.0.0", "--to", "prod");
        assertThat(gate.code()).isEqualTo(2);
        assertThat(gate.err()).contains("DEPLOYMENTS_DAMAGED", "prod.json");
    }

    @Test
    void theGateAnswersWithItsExitCode() throws IOException {
        register("Orders", "1.0.0", "{\"publishes\":{\"/o\":{\"payload\":{\"type\":\"string\"}}}}");
        register("Orders", "2.0.0", "{\"publishes\":{\"/o\":{\"payload\":{\"type\":\"array\"}}}}");
        register("Bill", "1.0.0", "{\"subscribes\":{\"/o\":{\"accepts\":{\"type\":\"string\"}}}}");
        Result nothing = run("contract", "can-deploy", "Orders@2.0.0", "--to", "prod");
        assertThat(nothing.code()).isEqualTo(4);
        assertThat(nothing.out()).contains("UNKNOWN", "nothing-recorded");

        run("deploy", "record", "Orders@1.0.0", "--to", "prod");
        assertThat(run("contract", "can-deploy", "Orders@2.0.0", "--to", "prdo").err())
                .contains("nothing is recorded as live in prdo", "prod");
        assertThat(run("contract", "can-deploy", "Orders@2.0.0", "--to", "prod").out())
                .contains("peer-not-deployed");
        run("deploy", "record", "Bill@1.0.0", "--to", "prod");
        Result no =
                run("contract", "can-deploy", "Orders@2.0.0", "--to", "prod", "--format", "json");
        assertThat(no.code()).isEqualTo(1);
        assertThat(no.json().path("answer").asString()).isEqualTo("NO");
        assertThat(no.json().at("/rows/0/peerVersion").asString()).isEqualTo("1.0.0");
        assertThat(no.json().at("/rows/0/witness").isArray()).isTrue();
        assertThat(run("contract", "can-deploy", "Orders@1.0.0", "--to", "prod").code()).isZero();
        assertThat(
                        run(
                                        "contract",
                                        "can-deploy",
                                        "Orders@2.0.0",
                                        "--to",
                                        "prod",
                                        "--ignore",
                                        "Bill")
                                .code())
                .isZero();
    }

    @Test
    void whatIsAskedForHasToBeThereOnce() throws IOException {
        register("Orders", "1.0.0", "{}");

        assertThat(run("contract", "can-deploy", "Orders@9.0.0", "--to", "prod").err())
                .contains("NOT_FOUND", "1.0.0");
        assertThat(run("contract", "can-deploy", "Orders@1.0.0", "Orders", "--to", "prod").code())
                .isEqualTo(2);
        assertThat(run("contract", "can-deploy", "Orders@1.0.0").code()).isEqualTo(2);
    }

    private static HttpServer server(List<String> requests) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/api/v1",
                exchange -> {
                    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    String path = exchange.getRequestURI().getPath();
                    requests.add(exchange.getRequestMethod() + " " + path + " " + body);
                    String answer =
                            path.endsWith("can-deploy")
                                    ? "{\"environment\":\"prod\",\"answer\":\"UNKNOWN\",\"agents\":[],\"rows\":[]}"
                                    : "{\"items\":[{\"environment\":\"prod\",\"agent\":\"Orders\","
                                            + "\"version\":\"1.0.0\",\"since\":\"2026-11-29T16:00:00.1Z\"}]}";
                    exchange.sendResponseHeaders(200, answer.length());
                    exchange.getResponseBody().write(answer.getBytes(UTF_8));
                    exchange.close();
                });
        server.start();
        return server;
    }

    @Test
    void aServerIsAskedInstead() throws IOException {
        List<String> requests = new ArrayList<>();
        HttpServer server = server(requests);
        String url = "http://localhost:" + server.getAddress().getPort();

        assertThat(run("deploy", "record", "Orders@1.0.0", "--to", "Prod", "--server", url).out())
                .isEqualTo("Orders@1.0.0 is live in prod\n");
        run("deploy", "release", "Orders@1.1.0", "--to", "prod", "--server", url);
        run("deploy", "remove", "Orders@1.0.0", "--from", "prod", "--server", url);
        assertThat(run("deploy", "list", "--server", url).out())
                .contains("prod", "2026-11-29T16:00:00Z");
        Result gate =
                run(
                        "contract",
                        "can-deploy",
                        "Orders@2.0.0",
                        "Billing",
                        "--to",
                        "prod",
                        "--ignore",
                        "Legacy",
                        "--server",
                        url);
        server.stop(0);

        assertThat(gate.code()).as(gate.err()).isEqualTo(4);
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/deployments {\"environment\":\"prod\",\"agent\":\"Orders\","
                                + "\"version\":\"1.0.0\",\"release\":false}",
                        "POST /api/v1/deployments {\"environment\":\"prod\",\"agent\":\"Orders\","
                                + "\"version\":\"1.1.0\",\"release\":true}",
                        "DELETE /api/v1/deployments/prod/Orders/1.0.0 ",
                        "GET /api/v1/deployments ",
                        "POST /api/v1/contracts/can-deploy {\"environment\":\"prod\",\"agents\":"
                                + "[{\"agent\":\"Orders\",\"version\":\"2.0.0\"},{\"agent\":\"Billing\"}],"
                                + "\"ignore\":[\"Legacy\"],\"allowIndeterminate\":false}");
    }
}
