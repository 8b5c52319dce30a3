package io.graphbus.migration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.gate.ContractValidation;
import io.graphbus.health.HealthPolicy;
import io.graphbus.health.HealthStatus;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.schema.Json;
import io.graphbus.schema.Version;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.ContractStore;
import io.graphbus.store.InMemoryContractStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What can go wrong around versions, and must not spread. */
class HardDeliveriesTest {

    private static final String TOPIC = "/order/created";

    record A(String id, int a) {}

    record B(String id, int b) {}

    /** Reads version 1; its migration may throw what is no exception, or leave an interrupt. */
    @Agent(name = "Reader")
    static final class Reader {
        final List<Object> seen = new CopyOnWriteArrayList<>();
        volatile boolean interrupted;

        @Subscribes(value = TOPIC, filter = "payload.a > 0")
        @SchemaVersion("^1")
        public void on(A a) {
            if (a.a() == 7) {
                throw new IllegalStateException("seven");
            }
            seen.add(a);
        }

        @Subscribes("/after")
        public void after(String text) {
            interrupted = Thread.currentThread().isInterrupted();
            seen.add(text);
        }

        @AutoMigrate(from = "2.0.0", to = "1.0.0", topic = TOPIC)
        static A down(B b) {
            if (b.b() == 13) {
                throw new AssertionError("unlucky");
            }
            if (b.b() < 0) {
                Thread.currentThread().interrupt();
            }
            return new A(b.id(), b.b());
        }
    }

    /** Takes what comes. */
    @Agent(name = "Typed")
    static final class Typed {
        final List<Object> seen = new CopyOnWriteArrayList<>();

        @Subscribes(TOPIC)
        public void on(A a) {
            seen.add(String.valueOf(a));
        }
    }

    private final Reader reader = new Reader();
    private final List<PayloadMigrated> migrated = new CopyOnWriteArrayList<>();
    private final List<PayloadRefused> refused = new CopyOnWriteArrayList<>();

    private GraphBus.Builder graph(Object agent) {
        return GraphBus.builder()
                .agent(agent)
                .listener(SignalListener.of(PayloadMigrated.class, migrated::add))
                .listener(SignalListener.of(PayloadRefused.class, refused::add));
    }

    private static void settle(GraphBus bus) {
        assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    private static Publish b(int number) {
        return Publish.to(TOPIC, new B("x", number)).schemaVersion("2.0.0");
    }

    private static DeliveryRecord last(GraphBus bus) {
        return bus.history(HistoryQuery.newest(1)).getFirst().deliveries().getFirst();
    }

    @Test
    void whatIsFilteredWasNotMigratedForAnybody() {
        try (GraphBus bus = graph(reader).build().start()) {
            bus.publish(b(0));
            settle(bus);
            assertThat(migrated).isEmpty();
            bus.publish(b(1));
            settle(bus);
            assertThat(migrated).hasSize(1);
        }
    }

    @Test
    void anErrorOfAMigrationIsARefusalAndNotTriedAgain() {
        try (GraphBus bus = graph(reader).build().start()) {
            bus.publish(b(13));
            settle(bus);
            assertThat(last(bus).status()).isEqualTo(DeliveryRecord.Status.DEAD);
            assertThat(last(bus).attempts()).isEqualTo(1);
            assertThat(refused)
                    .extracting(PayloadRefused::reason)
                    .containsExactly(Refusal.MIGRATION_FAILED);
        }
    }

    @Test
    void anInterruptOfAMigrationDoesNotReachTheNextHandler() {
        try (GraphBus bus = graph(reader).build().start()) {
            for (int i = 0; i < 50; i++) {
                bus.publish(b(-1));
                bus.publish("/after", "x");
            }
            settle(bus);
            assertThat(reader.seen).hasSize(50);
            assertThat(reader.interrupted).isFalse();
        }
    }

    @Test
    void withWarningsARefusalIsToldOnce() {
        RuntimeOptions warn =
                RuntimeOptions.DEFAULTS.withContractValidation(ContractValidation.WARN);
        try (GraphBus bus = graph(reader).options(warn).build().start()) {
            bus.publish(
                    Publish.json(TOPIC, "{\"id\":\"x\",\"a\":1,\"more\":0}")
                            .schemaVersion("9.0.0"));
            bus.publish(Publish.json(TOPIC, "{\"a\":1}").schemaVersion("9.0.0"));
            settle(bus);
            assertThat(refused)
                    .extracting(PayloadRefused::reason)
                    .containsExactly(Refusal.NO_MIGRATION_PATH, Refusal.NO_MIGRATION_PATH);
            assertThat(reader.seen).hasSize(2);
        }
    }

    @Test
    void refusalsDoNotPushFailuresOutOfTheWindow() {
        try (GraphBus bus =
                graph(reader)
                        .health(HealthPolicy.DEFAULTS)
                        .options(RuntimeOptions.DEFAULTS.withRetry(RetryPolicy.NONE))
                        .build()
                        .start()) {
            for (int i = 0; i < 20; i++) {
                bus.publish(TOPIC, new A("x", i % 4 == 0 ? 7 : 1));
            }
            settle(bus);
            HealthStatus before = bus.health().orElseThrow().status("Reader");
            assertThat(before).isNotEqualTo(HealthStatus.HEALTHY);
            for (int i = 0; i < 30; i++) {
                bus.publish(Publish.json(TOPIC, "{}").schemaVersion("9.0.0"));
            }
            settle(bus);
            assertThat(bus.health().orElseThrow().of("Reader").errorRate()).isPositive();
            assertThat(bus.health().orElseThrow().status("Reader")).isEqualTo(before);
        }
    }

    @Test
    void whatIsAddedForABuildMakesNoOtherVersion() {
        try (GraphBus bus = graph(reader).build().start()) {
            bus.publish(Publish.to(TOPIC, new B("x", 1)).schemaVersion("2.0.0+b7"));
            settle(bus);
            assertThat(reader.seen).containsExactly(new A("x", 1));
        }
    }

    /** Its key is only in version 1, and its migration does not end. */
    @Agent(name = "Endless")
    static final class Endless {
        static final CountDownLatch NEVER = new CountDownLatch(1);

        @Subscribes(value = TOPIC, key = "/a")
        @SchemaVersion("^1")
        public void on(A a) {}

        @AutoMigrate(from = "2.0.0", to = "1.0.0")
        static A down(B b) throws InterruptedException {
            NEVER.await();
            return new A(b.id(), b.b());
        }
    }

    @Test
    void whoPublishesDoesNotWaitForAMigrationThatDoesNotEnd() {
        RuntimeOptions quick =
                RuntimeOptions.builder()
                        .handlerTimeout(Duration.ofMillis(50))
                        .retry(RetryPolicy.NONE)
                        .build();
        try (GraphBus bus = graph(new Endless()).options(quick).build().start()) {
            for (int i = 0; i < 20; i++) {
                bus.publish(b(i));
            }
            settle(bus);
            assertThat(bus.stats().dead()).isEqualTo(20);
        }
    }

    @Test
    void nothingIsNothingInEveryType() {
        Typed typed = new Typed();
        try (GraphBus bus = graph(typed).build().start()) {
            bus.publish(TOPIC, null);
            settle(bus);
            assertThat(typed.seen).containsExactly("null");
        }
    }

    @Test
    void contractsThatCannotBeReadDoNotFailDeliveries() {
        AtomicBoolean broken = new AtomicBoolean();
        ContractStore store = new Failing(broken);
        MigrationShelf shelf = new MigrationShelf();
        Typed typed = new Typed();
        try (GraphBus bus = graph(typed).contracts(store).migrations(shelf).build().start()) {
            broken.set(true);
            shelf.set(
                    List.of(
                            DeclaredMigration.read(
                                    Json.parse(
                                            "{\"formatVersion\":1,\"agent\":\"Orders\",\"subject\":\"payload:/other\",\"from\":\"1.0.0\",\"to\":\"2.0.0\",\"operations\":[]}",
                                            "test"),
                                    "test")));
            bus.publish(TOPIC, new A("x", 1));
            bus.publish(Publish.json(TOPIC, "{\"id\":\"y\",\"a\":2}"));
            settle(bus);
            assertThat(typed.seen).hasSize(2);
        }
    }

    /** A store behind a database that goes away. */
    private record Failing(AtomicBoolean broken) implements ContractStore {

        private static final InMemoryContractStore NOTHING = new InMemoryContractStore();

        @Override
        public Optional<StoredContract> find(String agent, Version version) {
            return NOTHING.find(agent, version);
        }

        @Override
        public List<StoredContract> versions(String agent) {
            if (broken.get()) {
                throw new IllegalStateException("the database is gone");
            }
            return NOTHING.versions(agent);
        }

        @Override
        public List<StoredContract> list() {
            return NOTHING.list();
        }

        @Override
        public void save(StoredContract contract) {
            NOTHING.save(contract);
        }
    }
}
