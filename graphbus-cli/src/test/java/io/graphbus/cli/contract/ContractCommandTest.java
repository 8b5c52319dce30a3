package io.graphbus.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCommandTest {

    private static final String OPTIONAL =
            "{'methods':{'place':{'input':{'type':'object','properties':{'to':{'type':'string'}}}}}}";
    private static final String REQUIRED =
            OPTIONAL.replace("'string'}}", "'string'}},'required':['to']");

    @TempDir private Path directory;

    private Result contract(Object... args) {
        return Cli.run(
                Stream.of(
                                Stream.of("contract"),
                                Arrays.stream(args),
                                Stream.of("--data", directory.resolve("data")))
                        .flatMap(s -> s)
                        .toArray());
    }

    private Path file(String document) throws IOException {
        Path file = Files.createTempFile(directory, "contract", ".json");
        return Files.writeString(file, document.replace('\'', '"'));
    }

    private Result register(String version, String document) throws IOException {
        return contract("register", "Orders", "--version", version, "--schema", file(document));
    }

    @Test
    void whatIsRegisteredIsListedByPrecedence() throws IOException {
        for (String version : List.of("1.10.0", "1.9.0")) {
            assertThat(register(version, OPTIONAL).out())
                    .isEqualTo("Registered Orders@" + version + " (stable)\n");
        }
        assertThat(register("1.9.0", OPTIONAL).out()).contains("already, with the same content");

        Result list = contract("list", "--agent", "Orders", "--format", "json");
        assertThat(list.json().findValuesAsString("version")).containsExactly("1.9.0", "1.10.0");
        assertThat(list.json().path(0).path("hash").asString()).hasSize(64);
        assertThat(contract("list").out()).contains("AGENT", "Orders", "1.10.0", "stable");
        assertThat(contract("list", "--agent", "Other", "--format", "json").json()).isEmpty();
        assertThat(directory.resolve("data/contracts/Orders/1.9.0.json")).exists();
    }

    @Test
    void aBumpThatIsTooSmallIsRefusedAndNothingIsRegistered() throws IOException {
        register("1.0.0", OPTIONAL);
        Result refused = register("1.1.0", REQUIRED);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains(
                        "CONTRACT_VERSION_TOO_LOW",
                        "/methods/place/input/properties/to",
                        "as {} shows",
                        "2.0.0");
        assertThat(contract("list", "--format", "json").json()).hasSize(1);
        assertThat(register("2.0.0", REQUIRED).code()).isZero();
    }

    @Test
    void aLargerBumpThanNeededIsNoted() throws IOException {
        register("1.0.0", OPTIONAL);

        assertThat(register("2.0.0", OPTIONAL).err()).contains("nothing has changed since 1.0.0");
        assertThat(register("3.0.0", OPTIONAL.replace("place':", "more':{},'place':")).err())
                .contains("2.1.0 would have been enough after 2.0.0");
    }

    @Test
    void anotherContentUnderTheSameVersionIsRefusedUnlessItIsADraft() throws IOException {
        register("1.0.0", OPTIONAL);
        assertThat(register("1.0.0", REQUIRED).err()).contains("CONTRACT_CONFLICT");

        Object[] draft = {"register", "New", "--version", "1.0.0", "--stability", "draft"};
        for (String document : List.of(OPTIONAL, REQUIRED)) {
            Object[] all =
                    Stream.concat(Arrays.stream(draft), Stream.of("--schema", file(document)))
                            .toArray();
            assertThat(contract(all).out()).isEqualTo("Registered New@1.0.0 (draft)\n");
        }
    }

    @Test
    void whatCannotBeRegisteredSaysWhy() throws IOException {
        assertThat(register("one", OPTIONAL).code()).isEqualTo(2);
        assertThat(register("1.0.0", "{'methods':{'m':{'input':{'type':'text'}}}}").err())
                .contains("INVALID_CONTRACT", "/methods/m/input/type");
        assertThat(register("1.0.0", "{").err()).contains("INVALID_JSON");
        assertThat(contract("register", "A", "--schema", file(OPTIONAL)).code()).isEqualTo(2);
        assertThat(contract("register", "A").err()).contains("no --schema was given");
        assertThat(contract("register", "A", "--version", "1.0.0", "--schema", "none.json").code())
                .isEqualTo(2);
        assertThat(contract("list", "--format", "json").json()).isEmpty();
    }

    @Test
    void aDiffTellsWhatBreaksByItsExitCode() throws IOException {
        register("1.0.0", OPTIONAL);
        register("2.0.0", REQUIRED);

        Result diff = contract("diff", "Orders@1.0.0", "Orders@2.0.0", "--format", "json");
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.json().at("/changes/0/code").asString())
                .isEqualTo("INPUT_PROPERTY_MADE_REQUIRED");
        assertThat(diff.json().at("/changes/0/witness").toString()).isEqualTo("{}");
        assertThat(diff.json().at("/minimumVersion").asString()).isEqualTo("2.0.0");
        assertThat(contract("diff", "Orders@2.0.0", "Orders@1.0.0").code()).isZero();
        assertThat(contract("diff", "Orders@1.0.0", "Orders").code()).isEqualTo(1);
        assertThat(contract("diff", "Orders@2.0.0", "Orders", "--format", "yaml").out())
                .contains("changes: []");
    }

    @Test
    void aDiffIsATableForACommentOnAChange() throws IOException {
        register("1.0.0", OPTIONAL);
        register("2.0.0", REQUIRED);

        Result diff = contract("diff", "Orders@1.0.0", "Orders", "--format", "markdown");
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.out())
                .startsWith(
                        "### Orders 1.0.0 -> 2.0.0: BREAKS, a major change: at least 2.0.0\n\n"
                                + "| verdict | change | counter-example | place |\n|---|---|---|---|\n"
                                + "| BREAKS | ")
                .contains(" | `{}` | `/methods/place/input/properties/to` |\n");
        assertThat(contract("list", "--format", "markdown").code()).isEqualTo(2);
    }

    @Test
    void wordsAreShownWhenAskedFor() throws IOException {
        register("1.0.0", OPTIONAL);
        register("1.0.1", OPTIONAL.replace("'object'", "'object','title':'T'"));

        assertThat(contract("diff", "Orders@1.0.0", "Orders@1.0.1").out())
                .contains("NONE, a patch change: at least 1.0.1 (1 in words only");
        assertThat(contract("diff", "Orders@1.0.0", "Orders@1.0.1", "--all").out())
                .contains("title was changed");
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() throws IOException {
        register("1.0.0", OPTIONAL);

        Result version = contract("diff", "Orders@1.0.0", "Orders@1.0.1");
        assertThat(version.code()).isEqualTo(1);
        assertThat(version.err()).contains("Did you mean 1.0.0?", "Known versions");
        assertThat(contract("validate", "--agent", "Order").err()).contains("Did you mean Orders?");
        assertThat(contract("diff", "Orders@one", "Orders").code()).isEqualTo(2);
        assertThat(contract("diff", "Orders", "Other").code()).isEqualTo(2);
        assertThat(contract().code()).isEqualTo(2);
    }

    private Path build() {
        String orders =
                """
                import io.graphbus.agent.*;
                @Agent @Contract(version = "1.1.0") public class Orders {
                    public record Order(String id) {}
                    @SchemaMethod @Publishes("/order") public Order place(String id) { return new Order(id); }
                }
                """;
        String billing =
                """
                import io.graphbus.agent.*;
                @Agent public class Billing {
                    public record Order(String id) {}
                    @Subscribes("/order") public void bill(Order order) {}
                }
                """;
        Map<String, String> sources = Map.of("Orders.java", orders, "Billing.java", billing);
        Path agents = Cli.sources(directory.resolve("agents"), sources);
        assertThat(Cli.run("build", agents).code()).isZero();
        return directory.resolve(".graphbus");
    }

    @Test
    void agentsThatWereBuiltAreRegistered() {
        Path artifacts = build();

        assertThat(Cli.run("contract", "register", "Orders", "--artifacts", artifacts).out())
                .isEqualTo("Registered Orders@1.1.0 (stable)\n");
        assertThat(directory.resolve("graphbus-data/contracts/Orders/1.1.0.json")).exists();
        Object[] other = {"contract", "register", "Orders", "--version", "2.0.0", "--artifacts"};
        assertThat(Cli.run(Stream.concat(Arrays.stream(other), Stream.of(artifacts)).toArray()))
                .extracting(Result::err)
                .asString()
                .contains("was built as version 1.1.0");
    }

    @Test
    void aBuildIsHeldToWhatIsRegistered() throws IOException {
        Path artifacts = build();
        Path agents = directory.resolve("agents");
        Path data = directory.resolve("graphbus-data");
        Cli.run("contract", "register", "Orders", "--artifacts", artifacts);
        assertThat(Cli.run("build", agents, "--baseline", data).code()).isZero();

        Path orders = agents.resolve("Orders.java");
        String changed =
                Files.readString(orders).replace("(String id) {}", "(String id, String by) {}");
        changed = changed.replace("new Order(id)", "new Order(id, null)");
        Files.writeString(orders, changed.replace("Order place(String id)", "Order place(int id)"));
        Files.writeString(
                orders, Files.readString(orders).replace("new Order(id,", "new Order(\"\" + id,"));
        Result same = Cli.run("build", agents, "--baseline", data);
        assertThat(same.code()).isEqualTo(1);
        assertThat(same.err()).contains("CONTRACT_CONFLICT", "Orders@1.1.0");

        Files.writeString(orders, Files.readString(orders).replace("1.1.0", "1.2.0"));
        Result low = Cli.run("validate", agents, "--baseline", data);
        assertThat(low.code()).isEqualTo(1);
        assertThat(low.out()).contains("CONTRACT_VERSION_TOO_LOW", "2.0.0");
        assertThat(Cli.run("build", agents).code()).isZero();
        assertThat(Cli.run("build", agents, "--baseline", data).code())
                .as("up to date, but not what was promised")
                .isEqualTo(1);
        assertThat(Cli.run("build", agents, "--baseline", directory.resolve("no")).code())
                .isEqualTo(2);
    }

    @Test
    void agentsThatWereBuiltAreValidated() {
        Path artifacts = build();
        Object[] validate = {"validate", "--agent", "Orders", "--format", "json", "--artifacts"};
        Result valid =
                contract(Stream.concat(Arrays.stream(validate), Stream.of(artifacts)).toArray());

        assertThat(valid.code()).isZero();
        assertThat(valid.json().at("/agreements/0/reader").asString()).isEqualTo("Billing@1.0.0");
        assertThat(valid.json().at("/verdict").asString()).isEqualTo("COMPATIBLE");
    }

    /** A server that gives one answer to all requests, which are written down. */
    private static HttpServer server(String answer, List<String> requests) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    String sent =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    requests.add(exchange.getRequestURI().getPath() + " " + sent);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String item(String version, String document) {
        return ("{'agent':'Orders','version':'%s','stability':'STABLE','hash':'0123456789abcdef',"
                        + "'registeredAt':'2030-01-01T00:00:00Z','document':"
                        + "{'agent':'Orders','version':'%s',%s}")
                .formatted(version, version, document.substring(1));
    }

    @Test
    void aServersContractsAreListedComparedAndValidated() throws IOException {
        List<String> requests = new ArrayList<>();
        String page = "{'items':[" + item("1.0.0", OPTIONAL) + "," + item("2.0.0", REQUIRED) + "]}";
        HttpServer server = server(page, requests);
        String url = "http://localhost:" + server.getAddress().getPort();

        assertThat(contract("list", "--server", url).out()).contains("0123456789ab", "2.0.0");
        assertThat(contract("diff", "Orders@1.0.0", "Orders", "--server", url).code()).isEqualTo(1);
        assertThat(contract("validate", "--agent", "Orders", "--server", url).out())
                .isEqualTo("Orders shares no topic and no call with them.\n");
        assertThat(requests).containsOnly("/api/v1/contracts ");
        server.stop(0);
    }

    @Test
    void aContractIsRegisteredWithAServer() throws IOException {
        List<String> requests = new ArrayList<>();
        HttpServer server = server(item("1.0.0", OPTIONAL), requests);
        String url = "http://localhost:" + server.getAddress().getPort();

        Object[] all = {"register", "Orders", "--version", "1.0.0", "--server", url, "--schema"};
        Result sent =
                contract(Stream.concat(Arrays.stream(all), Stream.of(file(OPTIONAL))).toArray());

        assertThat(sent.out()).isEqualTo("Registered Orders@1.0.0 (stable)\n");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0))
                .startsWith("/api/v1/contracts {\"agent\":\"Orders\",\"version\":\"1.0.0\"")
                .contains("\"stability\":\"stable\"");
        assertThat(directory.resolve("data")).doesNotExist();
        server.stop(0);
    }
}
