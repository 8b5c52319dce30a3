package io.graphbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Event;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.signal.EngineSignal.AgentStarted;
import io.graphbus.signal.EngineSignal.CallCompleted;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphBusTesterTest {

    public record Order(String id) {}

    @Agent
    public static class Shop {
        @SchemaMethod
        @Publishes("/Order/Placed")
        public Order place(String id) {
            return new Order(id);
        }
    }

    @Agent
    public static class Bookkeeper {
        @Subscribes("/Order/Placed")
        public void onOrder(Order order) {
            if (order.id().isEmpty()) {
                throw new IllegalArgumentException("an order needs an id");
            }
        }
    }

    @Test
    void publishedEventsCanBeSaidThingsOf() {
        try (GraphBusTester graph = GraphBusTester.of(new Shop(), Bookkeeper.class)) {
            assertThat(graph.events()).isEmpty();
            assertThat(graph.call("Shop", "place", "a")).isEqualTo(new Order("a"));
            assertThat(graph.call("Shop", "place", Map.of("id", "b"), Order.class))
                    .isEqualTo(new Order("b"));
            graph.publish("/Other", "x");
            assertThat(graph.events())
                    .hasSize(3)
                    .areOn("/Order/Placed", "/Order/Placed", "/Other")
                    .areFrom("Shop", "Shop", Event.EXTERNAL)
                    .wereHandled();
            assertThat(graph.events().on("/Order/Placed").from("Shop"))
                    .havePayloads(new Order("a"), new Order("b"));
            assertThat(graph.events().on("/Order/Placed").payloads(Order.class)).hasSize(2);
            assertThat(graph.stats().delivered()).isEqualTo(2);
            assertThat(graph.events()).asString().contains("on /Other from external");
        }
    }

    @Test
    void aWrongExpectationFailsWithWhatThereIs() {
        try (GraphBusTester graph = GraphBusTester.of(new Shop(), new Bookkeeper())) {
            graph.call("Shop", "place", "");
            PublishedEvents events = graph.events();
            assertThatThrownBy(() -> assertThat(events).hasSize(2))
                    .hasMessageContaining("Expected 2 events but there are 1");
            assertThatThrownBy(() -> assertThat(events).wereHandled())
                    .hasMessageContaining("an order needs an id");
            assertThatThrownBy(() -> assertThat(events).areOn("/Other"))
                    .hasMessageContaining("/Order/Placed");
            assertThat(graph.takeFailures()).hasSize(1);
        }
    }

    @Test
    void signalsAreRecordedInOrderAndCanBeAwaited() {
        try (GraphBusTester graph = GraphBusTester.of(new Shop(), new Bookkeeper())) {
            assertThat(graph.signals().of(AgentStarted.class)).hasSize(2);
            graph.signals().clear();
            graph.call("Shop", "place", "");
            assertThat(graph.signals().of(CallCompleted.class)).hasSize(1);
            assertThat(graph.signals().await(DeliveryFailed.class, 1, Duration.ofSeconds(20)))
                    .hasSize(1);
            assertThat(graph.signals()).isNotEmpty();
            assertThatThrownBy(() -> graph.signals().await(DeliveryFailed.class, 2, Duration.ZERO))
                    .hasMessageContaining("Expected 2 DeliveryFailed");
            assertThat(graph.takeFailures()).hasSize(1);
        }
    }

    @Test
    void aSteppedClockMovesOnlyForward() {
        SteppedClock clock = SteppedClock.at(Instant.EPOCH);
        SteppedClock there = clock.withZone(ZoneId.of("Europe/Paris"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(there.instant()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(there.getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
        clock.moveTo(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(1));
        clock.rewind();
        assertThat(there.instant()).isEqualTo(Instant.EPOCH);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .hasMessageContaining("does not go back");
    }
}
