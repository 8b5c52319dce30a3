package io.graphbus.contract.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.contract.AgentContract;
import io.graphbus.contract.impact.AgentImpact.State;
import io.graphbus.model.AgentGraph;
import io.graphbus.problem.GraphBusException;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ImpactAnalysisTest {

    public record Order(String id, int amount) {}

    public record Renamed(String id, int total) {}

    public record Richer(String id, int amount, String currency) {}

    public record Invoice(String id, int amount) {}

    @Agent(name = "Order")
    @Contract(version = "1.0.0")
    public static class Orders {
        @SchemaMethod
        @Publishes("/Order/Created")
        public Order place(String id) {
            return new Order(id, 1);
        }

        @SchemaMethod
        public int count() {
            return 0;
        }
    }

    @Agent(name = "Order")
    @Contract(version = "2.0.0")
    public static class RenamedOrders {
        @SchemaMethod
        @Publishes("/Order/Created")
        public Renamed place(String id) {
            return new Renamed(id, 1);
        }
    }

    @Agent(name = "Order")
    @Contract(version = "1.1.0")
    public static class RicherOrders {
        @SchemaMethod
        @Publishes("/Order/Created")
        public Richer place(String id) {
            return new Richer(id, 1, "EUR");
        }

        @SchemaMethod
        public int count() {
            return 0;
        }
    }

    @Agent(name = "Order")
    @Contract(version = "3.0.0")
    public static class SilentOrders {
        @SchemaMethod
        public Order place(String id) {
            return new Order(id, 1);
        }

        @SchemaMethod
        public int count() {
            return 0;
        }
    }

    @Agent
    public static class Billing {
        @Subscribes("/Order/Created")
        @Publishes("/Invoice/Made")
        public Invoice bill(Order order) {
            return new Invoice(order.id(), order.amount());
        }
    }

    @Agent(name = "Billing")
    @Contract(version = "2.0.0")
    public static class StricterBilling {
        @Subscribes("/Order/Created")
        @Publishes("/Invoice/Made")
        public Invoice bill(Richer order) {
            return new Invoice(order.id(), order.amount());
        }
    }

    @Agent
    public static class Mailer {
        @Subscribes("/Invoice/Made")
        public void send(Invoice invoice) {}
    }

    @Agent
    public static class Audit {
        @Subscribes("/Order/**")
        public void see(Event event) {}
    }

    @Agent
    public static class Pinned {
        @Subscribes("/Order/Created")
        @SchemaVersion("~1.0")
        public void on(Event event) {}
    }

    @Agent
    @DependsOn("Order")
    public static class Shop {
        @SchemaMethod
        public int orders() {
            return 0;
        }
    }

    @Agent
    public static class Echo {
        @Subscribes("/Echo/Heard")
        @Publishes("/Echo/Heard")
        public Order hear(Order order) {
            return order;
        }
    }

    private static AgentGraph graph() {
        return with(
                GraphBus::graph,
                new Orders(),
                new Billing(),
                new Mailer(),
                new Audit(),
                new Pinned(),
                new Shop());
    }

    private static <T> T with(Function<GraphBus, T> read, Object... agents) {
        try (GraphBus bus = GraphBus.of(agents)) {
            return read.apply(bus);
        }
    }

    private static Impact impactOf(Object changed) {
        return ImpactAnalysis.of(
                graph(), with(b -> AgentContract.of(b.graph().agents().getFirst()), changed));
    }

    private static AgentContract written(String agent, String version, String document) {
        return AgentContract.written(
                agent,
                Version.of(version),
                Contract.Stability.STABLE,
                Json.parse(document.replace('\'', '"'), agent));
    }

    private static List<String> lines(Impact impact) {
        return impact.edges().stream()
                .map(e -> e.verdict() + " " + e.writer() + " " + e.via() + " " + e.reader())
                .toList();
    }

    @Test
    void aRenamedMemberBreaksWhoNeedsItAndStarvesWhatFollows() {
        Impact impact = impactOf(new RenamedOrders());

        assertThat(lines(impact))
                .containsExactly(
                        "BREAKS Order /Order/Created Billing",
                        "BREAKS Order Order.count Shop",
                        "BREAKS Order Order.place result Shop",
                        "RANGE_ONLY Order /Order/Created Pinned",
                        "SAFE Order /Order/Created Audit",
                        "SAFE Shop Order.place Order");
        EdgeImpact billing = impact.edges().getFirst();
        assertThat(billing.witness().propertyNames()).containsExactly("id", "total");
        assertThat(billing.findings().getFirst().code()).isEqualTo("REQUIRED");
        assertThat(billing.fix()).contains("Billing.bill");
        assertThat(impact.hit())
                .extracting(AgentImpact::agent, AgentImpact::state)
                .containsExactly(
                        tuple("Billing", State.DIRECT_BREAK),
                        tuple("Shop", State.DIRECT_BREAK),
                        tuple("Mailer", State.STARVED));
        assertThat(impact.hit().getLast().path())
                .containsExactly("Order", "/Order/Created", "Billing", "/Invoice/Made", "Mailer");
        assertThat(impact.unaffected()).containsExactly("Audit", "Pinned");
        assertThat(impact.verdict()).isEqualTo(EdgeVerdict.BREAKS);
        assertThat(impact.plan()).hasSize(3);
        assertThat(impact.plan().get(1)).contains("Billing, Pinned and Shop");
    }

    @Test
    void anAddedMemberIsSafeAndOnlyARangeIsInTheWay() {
        Impact impact = impactOf(new RicherOrders());

        assertThat(impact.verdict()).isEqualTo(EdgeVerdict.RANGE_ONLY);
        assertThat(impact.hit()).isEmpty();
        assertThat(impact.edges().getFirst().fix()).contains("Pinned.on", "1.1.0");
        assertThat(impact.plan())
                .containsExactly("Deploy Pinned, accepting 1.1.0.", "Deploy Order 1.1.0.");
    }

    @Test
    void aTopicThatIsGoneStarvesItsReaders() {
        Impact impact = impactOf(new SilentOrders());

        assertThat(impact.edges())
                .filteredOn(e -> e.via().equals("/Order/Created"))
                .hasSize(3)
                .allSatisfy(e -> assertThat(e.verdict()).isEqualTo(EdgeVerdict.BREAKS))
                .allSatisfy(
                        e -> assertThat(e.findings().getFirst().code()).isEqualTo("TOPIC_REMOVED"));
    }

    @Test
    void aReaderThatAsksForMoreIsBrokenItself() {
        Impact impact = impactOf(new StricterBilling());

        assertThat(lines(impact))
                .containsExactly(
                        "BREAKS Order /Order/Created Billing", "SAFE Billing /Invoice/Made Mailer");
        assertThat(impact.hit())
                .extracting(AgentImpact::agent)
                .containsExactly("Billing", "Mailer");
        assertThat(impact.plan())
                .containsExactly(
                        "Deploy Order, writing what Billing 2.0.0 accepts.",
                        "Deploy Billing 2.0.0.");
    }

    @Test
    void theSameVersionAgainHitsNobody() {
        Impact impact = impactOf(new Orders());

        assertThat(impact.verdict()).isEqualTo(EdgeVerdict.SAFE);
        assertThat(impact.hit()).isEmpty();
        assertThat(impact.unaffected())
                .containsExactly("Audit", "Billing", "Mailer", "Pinned", "Shop");
    }

    @Test
    void whatItCallsItselfIsComparedToo() {
        Impact impact =
                ImpactAnalysis.of(
                        graph(),
                        written(
                                "Shop",
                                "2.0.0",
                                "{'calls':{'Order.place':{'sends':{'type':'object','properties':{'id':{'type':'integer'}},'required':['id']},"
                                        + "'expects':{'type':'object','required':['total']}},"
                                        + "'Order.count':{'versions':'^2'},'Order.stop':{},'Nobody.there':{}}}"));

        assertThat(lines(impact))
                .containsExactly(
                        "BREAKS Shop Order.place Order",
                        "BREAKS Order Order.place result Shop",
                        "BREAKS Order Order.stop Shop",
                        "RANGE_ONLY Order Order.count result Shop");
        assertThat(impact.plan().getFirst())
                .isEqualTo("Deploy Order, writing what Shop 2.0.0 accepts.");
    }

    @Test
    void whatItSendsItselfIsComparedWithWhatItReadsThen() {
        String document = "{'publishes':{'/Echo/Heard':{'payload':%s}},'subscribes':%s}";
        String total = "{'type':'object','required':['total']}";
        AgentGraph graph = with(GraphBus::graph, new Echo());

        Impact broken =
                ImpactAnalysis.of(
                        graph,
                        written(
                                "Echo",
                                "2.0.0",
                                document.formatted(
                                        "{'type':'object'}",
                                        "{'/Echo/*':{'handler':'hear','accepts':" + total + "}}")));
        Impact renamed =
                ImpactAnalysis.of(
                        graph,
                        written(
                                "Echo",
                                "2.0.0",
                                document.formatted(
                                        total,
                                        "{'/Echo/*':{'handler':'hear','accepts':" + total + "}}")));
        Impact silent = ImpactAnalysis.of(graph, written("Echo", "2.0.0", "{}"));

        assertThat(lines(broken)).containsExactly("BREAKS Echo /Echo/Heard Echo");
        assertThat(broken.plan()).containsExactly("Deploy Echo 2.0.0.");
        assertThat(lines(renamed)).containsExactly("SAFE Echo /Echo/Heard Echo");
        assertThat(lines(silent)).isEmpty();
    }

    @Test
    void whoWritesWhatItCannotReadIsDeployedFirst() {
        ObjectNode document =
                (ObjectNode)
                        Json.parse(
                                with(
                                        b ->
                                                AgentContract.of(b.graph().agents().getFirst())
                                                        .document(),
                                        new RicherOrders()),
                                "Order");
        document.set(
                "subscribes",
                Json.parse(
                        "{\"/Invoice/Made\":{\"handler\":\"on\",\"accepts\":{\"required\":[\"currency\"]}}}",
                        "Order"));

        Impact impact = ImpactAnalysis.of(graph(), written("Order", "1.1.0", document.toString()));

        assertThat(impact.plan())
                .containsExactly(
                        "Deploy Billing, writing what Order 1.1.0 accepts.",
                        "Deploy Pinned, accepting 1.1.0.",
                        "Deploy Order 1.1.0.");
    }

    @Test
    void anAgentThatIsNotThereIsNamedWithTheKnownOnes() {
        AgentContract other =
                with(b -> AgentContract.of(b.graph().agents().getFirst()), new Audit());

        assertThatThrownBy(() -> ImpactAnalysis.of(with(GraphBus::graph, new Orders()), other))
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining("UNKNOWN_AGENT");
    }
}
