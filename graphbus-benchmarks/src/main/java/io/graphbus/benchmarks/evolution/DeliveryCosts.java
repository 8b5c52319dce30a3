package io.graphbus.benchmarks.evolution;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.Event;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.Reading;
import io.graphbus.migration.DeclaredMigration;
import io.graphbus.migration.Migration;
import io.graphbus.migration.delivery.CodeMigration;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.migration.delivery.VersionedDelivery;
import io.graphbus.model.AgentDefinition;
import io.graphbus.schema.Json;
import io.graphbus.signal.Signals;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What versions cost for each event that is delivered, before it is bound. */
final class DeliveryCosts {

    private static final String TOPIC = "/order/created";
    private static final String NEW =
            "{\"id\":\"o-4711\",\"customer\":\"c-12\",\"total\":1999,\"currency\":\"EUR\",\"paid\":true,\"note\":\"leave it at the door\"}";
    private static final String OLD = NEW.replace("total", "amount");
    private static final int ROUNDS = 7;
    private static final int TIMES = 200_000;

    private DeliveryCosts() {}

    record Order(
            String id, String customer, int total, String currency, boolean paid, String note) {}

    record OldOrder(
            String id, String customer, int amount, String currency, boolean paid, String note) {}

    /** Reads version 2 and knows how version 1 becomes it. */
    @Agent(name = "Reader")
    static final class Reader {
        @Subscribes(TOPIC)
        @SchemaVersion("^2")
        public void on(Order order) {}

        @AutoMigrate(from = "1.0.0", to = "2.0.0")
        static Order up(OldOrder old) {
            return new Order(old.id, old.customer, old.amount, old.currency, old.paid, old.note);
        }
    }

    static String table() {
        try (GraphBus bus = GraphBus.of(new Reader())) {
            AgentDefinition reader = bus.graph().agent("Reader").orElseThrow();
            Order order = Json.MAPPER.readValue(NEW, Order.class);
            return String.format(
                    Locale.ROOT,
                    """

                    | of an event, before it is bound | ns |
                    |---|---|
                    | passed on: a record of the handler's type, its version in the range | %.0f |
                    | compared with the schema: JSON of six members | %.0f |
                    | migrated by a document (rename) and compared | %.0f |
                    | migrated by a method and compared | %.0f |
                    """,
                    nanos(
                            reading(reader, List.of()),
                            event(bus, Publish.to(TOPIC, order).schemaVersion("2.0.0"))),
                    nanos(
                            reading(reader, List.of()),
                            event(bus, Publish.json(TOPIC, NEW).schemaVersion("2.0.0"))),
                    nanos(
                            reading(reader, List.of(document())),
                            event(bus, Publish.json(TOPIC, OLD).schemaVersion("1.0.0"))),
                    nanos(
                            reading(reader, CodeMigration.of(reader, Reader.class, () -> null)),
                            event(bus, Publish.json(TOPIC, OLD).schemaVersion("1.0.0"))));
        }
    }

    private static Event event(GraphBus bus, Publish request) {
        bus.publish(request);
        return bus.history(HistoryQuery.newest(1)).getFirst().event();
    }

    private static Migration document() {
        String document =
                "{\"formatVersion\":1,\"agent\":\"Reader\",\"subject\":\"payload:"
                        + TOPIC
                        + "\",\"from\":\"1.0.0\",\"to\":\"2.0.0\",\"operations\":"
                        + "[{\"op\":\"rename\",\"path\":\"/amount\",\"to\":\"total\"}]}";
        return DeclaredMigration.read(Json.parse(document, "document"), "document");
    }

    private static Reading reading(AgentDefinition reader, List<? extends Migration> migrations) {
        PayloadMigrations all = PayloadMigrations.of(migrations, List.of());
        return Objects.requireNonNull(
                new VersionedDelivery(ContractValidation.ENFORCE, () -> all, new Signals())
                        .reading(
                                new Reading.Site(
                                        reader.name(),
                                        reader.subscriptions().getFirst(),
                                        Order.class,
                                        Order.class,
                                        true)));
    }

    /** The middle of some rounds, after two that count for nothing. */
    private static double nanos(Reading reading, Event event) {
        double[] rounds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < TIMES; i++) {
                reading.admit(reading.read(event));
            }
            if (round >= 0) {
                rounds[round] = (System.nanoTime() - start) / (double) TIMES;
            }
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }
}
