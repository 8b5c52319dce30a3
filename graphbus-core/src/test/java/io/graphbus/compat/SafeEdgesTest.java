package io.graphbus.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.agent.Start;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.gate.ContractValidation;
import io.graphbus.gate.Reading;
import io.graphbus.migration.delivery.PayloadMigrations;
import io.graphbus.migration.delivery.VersionedDelivery;
import io.graphbus.migration.sample.Instances;
import io.graphbus.model.Subscription;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.GraphBusException;
import io.graphbus.schema.Schema;
import io.graphbus.schema.SchemaValidator;
import io.graphbus.signal.Signals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What passes along an edge is what the edge's verdict says: nothing that a writer sends is refused
 * where it is safe, and the counter-example is refused where it breaks.
 */
class SafeEdgesTest {

    private static final int PAIRS = Integer.getInteger("graphbus.schema-pairs", 1000);
    private static final int VALUES = 20;
    private static final String TOPIC = "/t";

    @Test
    void noSafeEdgeRefusesAPayloadAndNoBrokenOneTakesItsCounterExample() {
        List<String> wrong = new ArrayList<>();
        int delivered = 0;
        int refused = 0;
        try (GraphBus bus = GraphBus.of()) {
            for (int seed = 0; seed < PAIRS; seed++) {
                RandomSchemas.Pair pair = new RandomSchemas(seed).pair(1 + seed % 3);
                Check check = Compatibility.check(pair.writer(), pair.reader(), Mode.ROLES);
                Reading reading = reading(pair.reader());
                if (check.verdict() == Verdict.COMPATIBLE) {
                    for (JsonNode value : written(pair.writer(), seed)) {
                        delivered++;
                        if (!takes(bus, reading, value)) {
                            wrong.add(value + " of " + pair);
                        }
                    }
                } else if (check.verdict() == Verdict.INCOMPATIBLE && !holdsNull(check.witness())) {
                    refused++;
                    if (takes(bus, reading, check.witness())) {
                        wrong.add(check.witness() + " is taken by " + pair);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(delivered).isGreaterThan(PAIRS);
        assertThat(refused).isGreaterThan(PAIRS / 10);
    }

    /** What a writer sends: what its schema declares and nothing else. */
    private static List<JsonNode> written(JsonNode writer, int seed) {
        SchemaValidator own = SchemaValidator.alone(new Schema(writer));
        return Instances.of(new Schema(Roles.close(writer).schema()), VALUES, seed).stream()
                .filter(own::acceptsAsIs)
                .toList();
    }

    /** A member that is null counts as absent on its way. */
    private static boolean holdsNull(JsonNode value) {
        return value.isNull() || value.valueStream().anyMatch(SafeEdgesTest::holdsNull);
    }

    private static Reading reading(JsonNode schema) {
        Subscription subscription =
                new Subscription(
                        "s",
                        new TopicPattern(TOPIC),
                        "s",
                        Subscription.Form.PAYLOAD,
                        JsonNode.class.getName(),
                        new Schema(schema),
                        null,
                        null,
                        Priority.NORMAL,
                        null,
                        Start.LATEST,
                        ">=0",
                        List.of(),
                        0);
        Reading reading =
                new VersionedDelivery(
                                ContractValidation.ENFORCE,
                                () -> PayloadMigrations.NONE,
                                new Signals())
                        .reading(
                                new Reading.Site(
                                        "Reader",
                                        subscription,
                                        Object.class,
                                        JsonNode.class,
                                        true));
        assertThat(reading).isNotNull();
        return reading;
    }

    private static boolean takes(GraphBus bus, Reading reading, JsonNode value) {
        bus.publish(Publish.json(TOPIC, value.toString()).schemaVersion("1.0.0"));
        Event event = bus.history(HistoryQuery.newest(1)).getFirst().event();
        try {
            reading.admit(reading.read(event));
            return true;
        } catch (GraphBusException e) {
            return false;
        }
    }
}
