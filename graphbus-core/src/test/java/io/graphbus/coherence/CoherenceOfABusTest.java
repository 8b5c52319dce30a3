package io.graphbus.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.AutoMigrate;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.SchemaVersion;
import io.graphbus.agent.Subscribes;
import io.graphbus.coherence.relation.KnownRelations;
import io.graphbus.coherence.relation.Relation;
import io.graphbus.coherence.relation.Way;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Level;
import io.graphbus.coherence.score.Loss;
import io.graphbus.coherence.score.Metric;
import io.graphbus.contract.AgentContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a running graph delivers, migrates and refuses, as it is counted. */
@Timeout(60)
class CoherenceOfABusTest {

    private static final String TOPIC = "/Order/Created";

    /** As it is now. */
    public record Order(String id, int total) {}

    /** As it was. */
    public record OldOrder(String id, int amount) {}

    /** Publishes the present version. */
    @Agent
    @Contract(version = "1.0.0")
    public static class Shop {
        @SchemaMethod
        @Publishes(TOPIC)
        public Order place(String id) {
            return new Order(id, 1);
        }
    }

    /** Still publishes an old version. */
    @Agent
    @Contract(version = "0.9.0")
    public static class Legacy {
        @SchemaMethod
        @Publishes(TOPIC)
        public OldOrder place(String id) {
            return new OldOrder(id, 1);
        }
    }

    /** Reads the present version only. */
    @Agent
    public static class Billing {
        @Subscribes(TOPIC)
        @SchemaVersion("^1")
        public void bill(Order order) {}
    }

    /** Reads the present version, and knows how to make it of the old one. */
    @Agent
    public static class Migrating {
        @Subscribes(TOPIC)
        @SchemaVersion("^1")
        public void bill(Order order) {}

        @AutoMigrate(from = "0.9.0", to = "1.0.0")
        public static Order up(OldOrder old) {
            return new Order(old.id(), old.amount());
        }
    }

    private final CoherenceTracker tracker = new CoherenceTracker(CoherenceOptions.DEFAULTS);

    private void run(Object reader) {
        GraphBus.Builder builder =
                GraphBus.builder().agent(new Shop()).agent(new Legacy()).agent(reader);
        tracker.listeners().forEach(builder::listener);
        try (GraphBus bus = builder.build().start()) {
            for (int i = 0; i < 10; i++) {
                bus.call("Shop", "place", "s" + i);
            }
            bus.call("Legacy", "place", "l1");
            bus.call("Legacy", "place", "l2");
            assertThat(bus.awaitIdle(Duration.ofSeconds(20))).isTrue();
            tracker.relations(
                    new KnownRelations(
                            bus.graph().agents().stream().map(AgentContract::of).toList(),
                            bus.graph().agents().stream().flatMap(Way::of).toList()));
        }
    }

    @Test
    void refusedDeliveriesOfAnOldVersionCostWhatIsMissingToOne() {
        run(new Billing());
        Assessment assessment = tracker.assess();

        assertThat(assessment.metrics().get(Metric.CONTRACT_COMPLIANCE))
                .isEqualTo(10 / 12.0, within(1e-3));
        assertThat(assessment.metrics().get(Metric.VERSION_CONSISTENCY))
                .isEqualTo(10 / 12.0, within(1e-3));
        assertThat(assessment.level()).isEqualTo(Level.LOW);
        assertThat(assessment.losses()).extracting(Loss::source).containsOnly("Legacy");
        assertThat(assessment.losses())
                .extracting(Loss::metric)
                .contains(Metric.CONTRACT_COMPLIANCE, Metric.VERSION_CONSISTENCY);
        assertThat(
                        assessment.score().orElseThrow()
                                + assessment.losses().stream().mapToDouble(Loss::cost).sum())
                .isEqualTo(1, within(1e-9));
    }

    @Test
    void aMigrationMendsMostOfIt() {
        run(new Migrating());
        Assessment assessment = tracker.assess();

        assertThat(tracker.relations().between(TOPIC, "0.9.0", "1.0.0"))
                .isEqualTo(Relation.MIGRATABLE);
        assertThat(assessment.metrics().get(Metric.MIGRATION_COMPLETION)).isEqualTo(1);
        assertThat(assessment.metrics().get(Metric.CONTRACT_COMPLIANCE)).isEqualTo(1);
        assertThat(assessment.metrics().get(Metric.VERSION_CONSISTENCY))
                .isEqualTo(1 - 0.3 * 2 / 12.0, within(1e-3));
        assertThat(assessment.level()).isEqualTo(Level.HIGH);
    }
}
