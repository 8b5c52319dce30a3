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
}
