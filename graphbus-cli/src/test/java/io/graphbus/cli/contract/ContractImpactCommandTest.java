package io.graphbus.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractImpactCommandTest {

    private static final String PAYLOAD =
            "{'publishes':{'/Order/Created':{'payload':{'type':'object','properties':{'id':{'type':'string'},"
                    + "'%s':{'type':'integer','minimum':0,'maximum':1000}},'required':['id','%s']}}},"
                    + "'methods':{'place':{'input':true,'output':true}}}";

    @TempDir private Path directory;

    @BeforeEach
    void build() throws IOException {
        Path agents =
                Cli.sources(
                        directory.resolve("agents"),
                        Map.of(
                                "Orders.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent @Contract(version = "1.0.0") public class Orders {
                                    public record Order(String id, int amount) {}
                                    @SchemaMethod @Publishes("/Order/Created")
                                    public Order place(String id) { return new Order(id, 1); }
                                }
                                """,
                                "Billing.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent public class Billing {
                                    public record Order(String id, int amount) {}
                                    @Subscribes("/Order/Created") @Publishes("/Invoice/Made")
                                    public String bill(Order order) { return order.id(); }
                                }
                                """,
                                "Mailer.java",
                                """
                                import io.graphbus.agent.*;
                                @Agent public class Mailer {
                                    @Subscribes("/Invoice/Made") public void send(String id) {}
                                }
                                """));
        assertThat(Cli.run("build", agents).code()).isZero();
        register("1.1.0", PAYLOAD.formatted("amount", "amount"));
        register("2.0.0", PAYLOAD.formatted("total", "total"));
    }

    private void register(String version, String document) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve(version + ".json"), document.replace('\'', '"'));
        Result registered =
                Cli.run(
                        "contract",
                        "register",
                        "Orders",
                        "--version",
                        version,
                        "--schema",
                        file,
                        "--data",
                        directory.resolve("data"));
        assertThat(registered.code()).as(registered.err()).isZero();
    }

    private Result impact(String name, Object... more) {
        Object[] words = {
            "contract",
            "impact",
            name,
            "--artifacts",
            directory.resolve(".graphbus"),
            "--data",
            directory.resolve("data")
        };
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Cli.run(all);
    }

    @Test
    void whoBreaksIsNamedWithThePayloadThatBreaksIt() {
        Result result = impact("Orders@2.0.0", "--plan");

        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("Orders 1.0.0 -> 2.0.0: BREAKS\n")
                .contains("Billing.bill", "{\"id\":\"\",\"total\":0}", "amount")
                .contains("Mailer", "STARVED")
                .contains("Orders > /Order/Created > Billing > /Invoice/Made > Mailer")
                .contains("Plan:\n  1. Expand: ");
    }

    @Test
    void theGuideShowsWhatIsPrinted() throws IOException {
        String guide =
                Files.readString(
                        Path.of(System.getProperty("graphbus.root", ".."), "docs/guide/impact.md"));
        String shown = shown(impact("Orders@2.0.0", "--plan"));
        String told =
                shown(
                        Cli.run(
                                "contract",
                                "notices",
                                "--artifacts",
                                directory.resolve(".graphbus"),
                                "--data",
                                directory.resolve("data")));

        assertThat(guide).contains("--plan\n" + shown + "\n");
        assertThat(guide).contains("contract notices\n" + told + "\n");
    }

    private static String shown(Result result) {
        return result.out()
                .lines()
                .map(line -> line.isEmpty() ? "" : "    " + line)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whoeverARegisteredContractHitsIsListed() throws IOException {
        Object[] notices = {
            "contract",
            "notices",
            "--artifacts",
            directory.resolve(".graphbus"),
            "--data",
            directory.resolve("data")
        };

        assertThat(Cli.run(notices).out())
                .contains(
                        "Billing  BREAKS   Orders@2.0.0  /Order/Created  {\"id\":\"\",\"total\":0}")
                .contains("Mailer   STARVED  Orders@2.0.0");
        Object[] one = Arrays.copyOf(notices, notices.length + 4);
        System.arraycopy(
                new Object[] {"--agent", "Mailer", "--format", "json"}, 0, one, notices.length, 4);
        assertThat(Cli.run(one).json()).hasSize(1);
        register("2.0.1", PAYLOAD.formatted("total", "total"));
        assertThat(Cli.run(notices).out()).contains("Orders@2.0.1").doesNotContain("2.0.0");
        register("3.0.0", PAYLOAD.formatted("amount", "amount"));
        assertThat(Cli.run(notices).out()).isEqualTo("Nobody has to be told.\n");
    }

    @Test
    void programsGetTheSameAsOneDocument() {
        Result result = impact("Orders@2.0.0", "--format", "json");

        assertThat(result.json().path("verdict").asString()).isEqualTo("BREAKS");
        assertThat(result.json().at("/edges/0/witness/total").isNumber()).isTrue();
        assertThat(result.json().at("/hit/1/path")).hasSize(5);
        assertThat(result.json().path("plan")).hasSize(3);
    }

    @Test
    void whatHitsNobodyEndsWithZero() {
        Result result = impact("Orders@1.1.0");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("SAFE").doesNotContain("STARVED", "Plan");
    }

    @Test
    void anUnknownVersionIsNamedWithTheKnownOnes() {
        Result result = impact("Orders@3.0.0");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("NOT_FOUND", "2.0.0");
    }

    private static final String MIGRATION =
            "{'formatVersion':1,'agent':'Orders','subject':'payload:/Order/Created','from':'1.0.0',"
                    + "'to':'2.0.0','operations':[{'op':'rename','path':'/amount','to':'total'}]}";

    @Test
    void aMigrationBesideTheDataMakesABreakSafe() throws IOException {
        register("1.0.0", PAYLOAD.formatted("amount", "amount"));
        Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(
                directory.resolve("migrations/orders.json"), MIGRATION.replace('\'', '"'));

        Result result = impact("Orders@2.0.0");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Orders 1.0.0 -> 2.0.0: SAFE_VIA_MIGRATION\n")
                .contains("2.0.0 -> 1.0.0 back by Orders:payload:/Order/Created:1.0.0:2.0.0")
                .doesNotContain("DIRECT_BREAK");
        assertThat(impact("Orders@2.0.0", "--format", "json").json().at("/edges/0/steps"))
                .hasSize(1);
        deploy("record", "Billing@1.0.0");
        Result gate = deploy("gate", "Orders@2.0.0");
        assertThat(gate.code()).as(gate.out() + gate.err()).isZero();
        assertThat(gate.out()).contains("YES", "2.0.0 -> 1.0.0 back by Orders:payload");
    }

    private Result deploy(String what, String name) {
        Object[] record = {"deploy", "record", name};
        Object[] gate = {"contract", "can-deploy", name};
        Object[] options = {
            "--to",
            "prod",
            "--artifacts",
            directory.resolve(".graphbus"),
            "--data",
            directory.resolve("data")
        };
        return Cli.run(
                Stream.concat(
                                Arrays.stream(what.equals("record") ? record : gate),
                                Arrays.stream(options))
                        .toArray());
    }

    @Test
    void aMethodOfAnAgentThatMigratesMakesABreakSafe() throws IOException {
        for (String kind : List.of("static ", "")) {
            Files.writeString(
                    directory.resolve("agents/Billing.java"),
                    """
                    import io.graphbus.agent.*;
                    import java.util.Map;
                    @Agent public class Billing {
                        public record Order(String id, int amount) {}
                        @Subscribes("/Order/Created") @SchemaVersion("^1") @Publishes("/Invoice/Made")
                        public String bill(Order order) { return order.id(); }
                        @AutoMigrate(from = "2.0.0", to = "1.0.0", topic = "/Order/Created")
                        public %sOrder down(Map<String, Object> order) {
                            return new Order((String) order.get("id"), ((Number) order.get("total")).intValue());
                        }
                    }
                    """
                            .formatted(kind));
            Result built = Cli.run("build", directory.resolve("agents"));
            assertThat(built.code()).as(built.err()).isZero();

            Result result = impact("Orders@2.0.0");
            assertThat(result.out())
                    .as(kind + result.err())
                    .startsWith("Orders 1.0.0 -> 2.0.0: SAFE_VIA_MIGRATION\n")
                    .contains("2.0.0 -> 1.0.0 by Billing:payload:/Order/Created:2.0.0:1.0.0");
        }
    }
}
