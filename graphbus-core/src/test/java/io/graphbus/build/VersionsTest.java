package io.graphbus.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.contract.AgentContract;
import io.graphbus.contract.ContractRegistry;
import io.graphbus.model.AgentDefinition;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.store.InMemoryContractStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build makes of versions of payloads. */
class VersionsTest {

    private static final String ORDERS =
            """
            package shop;
            @Agent @Contract(version = "%s") public class Orders {
                public record Order(String id, int total) {}
                @SchemaMethod @Publishes("/Order/Created")
                public Order place(String id) { return new Order(id, 1); }
                %s
            }
            """;
    private static final String BILLING =
            """
            package shop;
            @Agent public class Billing {
                public record Old(String id, int amount) {}
                @Subscribes("/Order/Created") %s
                public void bill(Old order) {}
            }
            """;
    private static final String DOWN =
            "@AutoMigrate(from = \"2.0.0\", to = \"1.0.0\")"
                    + " static Billing.Old down(Order o) { return new Billing.Old(o.id(), o.total()); }";

    @TempDir private Path root;
    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(root);
    }

    private BuildResult build(String version, String more, String range) {
        workshop.source("shop/Orders.java", ORDERS.formatted(version, more));
        workshop.source("shop/Billing.java", BILLING.formatted(range));
        return BuildOrchestrator.build(workshop.request());
    }

    private static List<ProblemCode> codes(BuildResult result) {
        return result.problems().stream().map(Problem::code).toList();
    }

    @Test
    void aVersionThatNobodyMigratesIsToldWithTheHandlersPlace() {
        BuildResult result = build("2.0.0", "", "@SchemaVersion(\"^1\")");
        Problem told =
                result.problems().stream()
                        .filter(p -> p.code() == ProblemCode.VERSION_NOT_READ)
                        .findFirst()
                        .orElseThrow();
        assertThat(told.where()).startsWith("shop/Billing.java:");
        assertThat(told.message()).contains("Billing.bill reads ^1", "Orders writes 2.0.0");
        assertThat(codes(result)).doesNotContain(ProblemCode.PAYLOAD_MISMATCH);
    }

    @Test
    void aDeclaredMigrationLeadsThere() {
        assertThat(codes(build("2.0.0", DOWN, "@SchemaVersion(\"^1\")")))
                .doesNotContain(ProblemCode.VERSION_NOT_READ, ProblemCode.PAYLOAD_MISMATCH);
    }

    @Test
    void withoutARangeOnlyAMigrationExcusesAMisfit() {
        assertThat(codes(build("2.0.0", "", ""))).contains(ProblemCode.PAYLOAD_MISMATCH);
        assertThat(codes(build("2.0.0", DOWN, ""))).doesNotContain(ProblemCode.PAYLOAD_MISMATCH);
    }

    @Test
    void aPayloadKeepsTheVersionOfTheContractThatGaveItItsForm() {
        ContractRegistry registry =
                new ContractRegistry(new InMemoryContractStore(), Clock.systemUTC());
        AgentDefinition first =
                build("1.0.0", "", "@SchemaVersion(\"^9\")").graph().agent("Orders").orElseThrow();
        registry.register(List.of(AgentContract.of(first)));

        workshop.source(
                "shop/Orders.java",
                ORDERS.formatted("1.1.0", "@SchemaMethod public int count() { return 0; }"));
        BuildResult next =
                BuildOrchestrator.build(workshop.request().baseline(Baseline.of(registry)));
        AgentDefinition orders = next.graph().agent("Orders").orElseThrow();
        assertThat(orders.payloadVersion("/Order/Created")).hasToString("1.0.0");
        assertThat(AgentContract.of(orders).document())
                .contains("\"version\":\"1.0.0\"", "\"version\":\"1.1.0\"");

        AgentDefinition again =
                BuildOrchestrator.build(workshop.request()).graph().agent("Orders").orElseThrow();
        assertThat(again.payloadVersion("/Order/Created")).hasToString("1.1.0");
    }

    private static final String KEYED =
            """
            package shop;
            @Agent(concurrency = 4) public class Billing {
                public record Old(String id, int amount) {}
                @Subscribes(value = "/Order/Created", key = "%s") @SchemaVersion("^1")
                public void bill(Old order) {}
                @AutoMigrate(from = "2.0.0", to = "1.0.0")
                static Old down(Orders.Order o) { return new Old(o.id(), o.total()); }
                %s
            }
            """;

    private List<ProblemCode> keyed(String key, String more) {
        workshop.source("shop/Orders.java", ORDERS.formatted("2.0.0", ""));
        workshop.source("shop/Billing.java", KEYED.formatted(key, more));
        return codes(BuildOrchestrator.build(workshop.request()));
    }

    @Test
    void aKeyIsOfThePayloadThatTheHandlerReads() {
        assertThat(keyed("/amount", "")).doesNotContain(ProblemCode.INVALID_KEY);
        assertThat(keyed("/total", "")).contains(ProblemCode.INVALID_KEY);
    }

    @Test
    void twoMigrationsBetweenTheSameVersionsAreOneTooMany() {
        String again =
                "@AutoMigrate(from = \"2.0.0\", to = \"1.0.0\")"
                        + " static Old again(Orders.Order o) { return new Old(o.id(), 2); }";
        assertThat(keyed("/amount", again)).contains(ProblemCode.INVALID_MIGRATION);
        String overloaded = "static Old down(String other) { return new Old(other, 0); }";
        assertThat(keyed("/amount", overloaded)).contains(ProblemCode.INVALID_MIGRATION);
    }

    @Test
    void aBuildJudgesByTheVersionsItWrites() {
        ContractRegistry registry =
                new ContractRegistry(new InMemoryContractStore(), Clock.systemUTC());
        String other = "package shop; @Agent public class Other { int %s; }";
        workshop.source("shop/Other.java", other.formatted("one"));
        BuildResult first = build("1.0.0", "", "@SchemaVersion(\"~1.0\")");
        registry.register(List.of(AgentContract.of(first.graph().agent("Orders").orElseThrow())));

        workshop.source(
                "shop/Orders.java",
                ORDERS.formatted("1.1.0", "@SchemaMethod public int count() { return 0; }"));
        BuildRequest held = workshop.request().baseline(Baseline.of(registry));
        assertThat(codes(BuildOrchestrator.build(held)))
                .doesNotContain(ProblemCode.VERSION_NOT_READ);
        workshop.source("shop/Other.java", other.formatted("two"));
        assertThat(codes(BuildOrchestrator.build(held)))
                .doesNotContain(ProblemCode.VERSION_NOT_READ);
        workshop.source("shop/Other.java", other.formatted("three"));
        assertThat(codes(BuildOrchestrator.build(workshop.request())))
                .contains(ProblemCode.VERSION_NOT_READ);
    }
}
