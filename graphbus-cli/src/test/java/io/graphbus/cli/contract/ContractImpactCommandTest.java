package io.graphbus.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.cli.Cli;
import io.graphbus.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
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
        String shown =
                impact("Orders@2.0.0", "--plan")
                        .out()
                        .lines()
                        .map(line -> line.isEmpty() ? "" : "    " + line)
                        .collect(Collectors.joining("\n"));

        assertThat(guide).contains("--plan\n" + shown + "\n");
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
}
