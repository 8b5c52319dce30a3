package io.graphbus.migration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.Reading;
import io.graphbus.health.HealthPolicy;
import io.graphbus.health.HealthStatus;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.schema.Json;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Payloads of one version on their way to subscribers that read another. */
class VersionedDeliveryTest {

    private static final String TOPIC = "/order/created";

    record OrderV1(String id, int amount) {}

    record OrderV2(String id, int total, String currency) {}

    /** Writes version 2 and says how to read it as version 1, and version 1 as version 2. */
    @Agent(name = "Orders")
    @Contract(version = "2.0.0")
    static final class Orders {
        @SchemaMethod
        @Publishes(TOPIC)
        public OrderV2 order(String id, int total) {
            return new OrderV2(id, total, "EUR");
        }

        @AutoMigrate(from = "1.0.0", to = "2.0.0")
        static OrderV2 up(OrderV1 old) {
            return new OrderV2(old.id(), old.amount(), "EUR");
        }

        @AutoMigrate(from = "2.0.0", to = "1.0.0")
        OrderV1 down(OrderV2 order) {
            if (order.total() < 0) {
                throw new IllegalArgumentException("there is no such amount");
            }
            return new OrderV1(order.id(), order.total());
        }
    }

    /** Was written for version 1. */
    @Agent(name = "Billing")
    static final class Billing {
        final List<OrderV1> billed = new CopyOnWriteArrayList<>();
        final List<String> versions = new CopyOnWriteArrayList<>();

        @Subscribes(value = TOPIC, filter = "payload.amount > 0")
        @SchemaVersion("^1")
        public void on(OrderV1 order, Event event) {
            billed.add(order);
            versions.add(String.valueOf(event.schemaVersion()));
        }
    }

    /** Was written for version 2. */
    @Agent(name = "Shipping")
    static final class Shipping {
        final List<OrderV2> shipped = new CopyOnWriteArrayList<>();

        @Subscribes(TOPIC)
        @SchemaVersion("^2")
        public void on(OrderV2 order) {
            shipped.add(order);
        }
    }

    /** Takes whatever comes, if it is an order. */
    @Agent(name = "Audit")
    static final class Audit {
        final List<OrderV2> seen = new CopyOnWriteArrayList<>();

        @Subscribes(TOPIC)
        public void on(OrderV2 order) {
            seen.add(order);
        }
    }

    private final Billing billing = new Billing();
    private final Shipping shipping = new Shipping();
    private final Audit audit = new Audit();
    private final List<PayloadMigrated> migrated = new CopyOnWriteArrayList<>();
    private final List<PayloadRefused> refused = new CopyOnWriteArrayList<>();

    private GraphBus.Builder graph(Object... agents) {
        GraphBus.Builder builder =
                GraphBus.builder()
                        .listener(SignalListener.of(PayloadMigrated.class, migrated::add))
                        .listener(SignalListener.of(PayloadRefused.class, refused::add));
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder;
    }

    private static RuntimeOptions with(ContractValidation validation) {
        return RuntimeOptions.DEFAULTS.withContractValidation(validation);
    }

    private static void settle(GraphBus bus) {
        assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    private static HistoryEntry last(GraphBus bus) {
        return bus.history(HistoryQuery.newest(1)).getFirst();
    }

    private static DeliveryRecord delivery(GraphBus bus, String agent) {
        return last(bus).deliveries().stream()
                .filter(d -> d.agent().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bothVersionsOfASubscriberRunSideBySide() {
        try (GraphBus bus = graph(new Orders(), billing, shipping).build().start()) {
            bus.call("Orders", "order", "a", 7);
            settle(bus);
            assertThat(billing.billed).containsExactly(new OrderV1("a", 7));
            assertThat(billing.versions).containsExactly("1.0.0");
            assertThat(shipping.shipped).containsExactly(new OrderV2("a", 7, "EUR"));
            assertThat(last(bus).event().schemaVersion()).isEqualTo("2.0.0");
            assertThat(migrated)
                    .singleElement()
                    .satisfies(
                            m -> {
                                assertThat(m.agent()).isEqualTo("Billing");
                                assertThat(m.from() + " " + m.to()).isEqualTo("2.0.0 1.0.0");
                            });
        }
    }

    @Test
    void aFilterSeesThePayloadItWasWrittenFor() {
        try (GraphBus bus = graph(new Orders(), billing).build().start()) {
            bus.call("Orders", "order", "a", 0);
            settle(bus);
            assertThat(billing.billed).isEmpty();
            assertThat(delivery(bus, "Billing").status()).isEqualTo(DeliveryRecord.Status.FILTERED);
        }
    }

    @Test
    void anOldPayloadFromOutsideIsBroughtUp() {
        try (GraphBus bus = graph(new Orders(), shipping, billing).build().start()) {
            bus.publish(Publish.json(TOPIC, "{\"id\":\"b\",\"amount\":3}").schemaVersion("1.0.0"));
            settle(bus);
            assertThat(shipping.shipped).containsExactly(new OrderV2("b", 3, "EUR"));
            assertThat(billing.billed).containsExactly(new OrderV1("b", 3));
        }
    }

    @Test
    void aSubscriberWithoutARangeGetsWhatFitsItsType() {
        try (GraphBus bus = graph(new Orders(), audit).build().start()) {
            bus.publish(Publish.json(TOPIC, "{\"id\":\"b\",\"amount\":3}").schemaVersion("1.0.0"));
            settle(bus);
            assertThat(audit.seen).containsExactly(new OrderV2("b", 3, "EUR"));
        }
    }

    @Test
    void whereNoMigrationLeadsTheDeliveryFailsOnceAndForAll() {
        try (GraphBus bus = graph(new Orders(), billing).build().start()) {
            bus.publish(Publish.json(TOPIC, "{\"id\":\"b\",\"amount\":3}").schemaVersion("0.9.0"));
            settle(bus);
            assertThat(billing.billed).isEmpty();
            DeliveryRecord failed = delivery(bus, "Billing");
            assertThat(failed.status()).isEqualTo(DeliveryRecord.Status.DEAD);
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(failed.error()).contains("0.9.0", "^1", "NO_MIGRATION_PATH");
            assertThat(refused)
                    .singleElement()
                    .satisfies(
                            r -> {
                                assertThat(r.reason()).isEqualTo(Refusal.NO_MIGRATION_PATH);
                                assertThat(r.written()).isEqualTo("0.9.0");
                                assertThat(r.wanted()).isEqualTo("^1");
                                assertThat(r.enforced()).isTrue();
                            });
        }
    }

    @Test
    void whatASubscriberIsNotGivenSaysNothingOfItsHealth() {
        try (GraphBus bus =
                graph(new Orders(), billing).health(HealthPolicy.DEFAULTS).build().start()) {
            for (int i = 0; i < 10; i++) {
                bus.publish(Publish.json(TOPIC, "{}").schemaVersion("0.9.0"));
            }
            settle(bus);
            assertThat(refused).hasSize(10);
            assertThat(bus.health().orElseThrow().status("Billing"))
                    .isEqualTo(HealthStatus.HEALTHY);
        }
    }

    @Test
    void aMigrationThatThrowsFailsTheDelivery() {
        try (GraphBus bus = graph(new Orders(), billing, shipping).build().start()) {
            bus.call("Orders", "order", "a", -1);
            settle(bus);
            assertThat(billing.billed).isEmpty();
            assertThat(shipping.shipped).hasSize(1);
            assertThat(delivery(bus, "Billing").error())
                    .contains("MIGRATION_FAILED", "there is no such amount");
            assertThat(refused)
                    .extracting(PayloadRefused::reason)
                    .containsExactly(Refusal.MIGRATION_FAILED);
        }
    }

    @Test
    void whatDoesNotFitTheSchemaIsRefusedWithItsPlace() {
        try (GraphBus bus = graph(new Orders(), audit).build().start()) {
            bus.publishJson(TOPIC, "{\"id\":\"b\",\"total\":\"many\",\"currency\":\"EUR\"}");
            settle(bus);
            assertThat(audit.seen).isEmpty();
            assertThat(refused)
                    .singleElement()
                    .satisfies(
                            r -> {
                                assertThat(r.reason()).isEqualTo(Refusal.SCHEMA_VIOLATED);
                                assertThat(r.pointer()).isEqualTo("/total");
                            });
        }
    }

    @Test
    void warningsLetThePayloadThrough() {
        try (GraphBus bus =
                graph(new Orders(), billing)
                        .options(with(ContractValidation.WARN))
                        .build()
                        .start()) {
            bus.publish(Publish.json(TOPIC, "{\"id\":\"b\",\"amount\":3}").schemaVersion("0.9.0"));
            settle(bus);
            assertThat(billing.billed).containsExactly(new OrderV1("b", 3));
            assertThat(refused).extracting(PayloadRefused::enforced).containsExactly(false);
        }
    }

    @Test
    void withoutValidationPayloadsAreStillMigrated() {
        try (GraphBus bus =
                graph(new Orders(), billing)
                        .options(with(ContractValidation.OFF))
                        .build()
                        .start()) {
            bus.call("Orders", "order", "a", 7);
            bus.publish(Publish.json(TOPIC, "{\"id\":\"b\",\"amount\":3}").schemaVersion("0.9.0"));
            settle(bus);
            assertThat(billing.billed)
                    .containsExactlyInAnyOrder(new OrderV1("a", 7), new OrderV1("b", 3));
            assertThat(refused).isEmpty();
        }
    }

    private static DeclaredMigration document(String from, String to) {
        return DeclaredMigration.read(
                Json.MAPPER.valueToTree(
                        Map.of(
                                "formatVersion",
                                1,
                                "agent",
                                "Orders",
                                "subject",
                                "payload:" + TOPIC,
                                "from",
                                from,
                                "to",
                                to,
                                "operations",
                                List.of(Map.of("op", "rename", "path", "/sum", "to", "amount")))),
                "test");
    }

    @Test
    void documentsMigrateToo() {
        try (GraphBus bus =
                graph(new Orders(), billing, shipping)
                        .migrations(List.of(document("0.9.0", "1.0.0")))
                        .build()
                        .start()) {
            bus.publish(Publish.json(TOPIC, "{\"id\":\"c\",\"sum\":4}").schemaVersion("0.9.0"));
            settle(bus);
            assertThat(billing.billed).containsExactly(new OrderV1("c", 4));
            assertThat(shipping.shipped).containsExactly(new OrderV2("c", 4, "EUR"));
        }
    }

    @Test
    void whatIsPutOnTheShelfHoldsFromThenOn() {
        MigrationShelf shelf = new MigrationShelf();
        Publish old = Publish.json(TOPIC, "{\"id\":\"c\",\"sum\":4}").schemaVersion("0.9.0");
        try (GraphBus bus = graph(new Orders(), billing).migrations(shelf).build().start()) {
            bus.publish(old);
            settle(bus);
            assertThat(billing.billed).isEmpty();
            shelf.set(List.of(document("0.9.0", "1.0.0")));
            bus.publish(old);
            settle(bus);
            assertThat(billing.billed).containsExactly(new OrderV1("c", 4));
            shelf.set(List.of(document("1.0.0", "2.0.0"))); // as Orders.up
            bus.publish(old);
            settle(bus);
            assertThat(billing.billed).hasSize(2);
        }
    }

    @Test
    void whatIsPassedOnAllocatesNothing() {
        try (GraphBus bus = graph(new Orders(), shipping).build().start()) {
            bus.call("Orders", "order", "a", 7);
            settle(bus);
            Event event = last(bus).event();
            Reading reading =
                    new VersionedDelivery(
                                    ContractValidation.ENFORCE,
                                    () -> PayloadMigrations.NONE,
                                    new Signals())
                            .reading(
                                    new Reading.Site(
                                            "Shipping",
                                            bus.graph()
                                                    .agent("Shipping")
                                                    .orElseThrow()
                                                    .subscriptions()
                                                    .getFirst(),
                                            OrderV2.class,
                                            OrderV2.class,
                                            true));
            assertThat(reading).isNotNull();
            pass(reading, event, 20_000);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            pass(reading, event, 100_000);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
        }
    }

    private static void pass(Reading reading, Event event, int times) {
        for (int i = 0; i < times; i++) {
            reading.admit(reading.read(event));
        }
    }
}
