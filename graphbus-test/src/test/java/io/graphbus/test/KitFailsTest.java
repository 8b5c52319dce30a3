package io.graphbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KitFailsTest {

    @Agent
    public static class Fragile {
        @Subscribes("/Stone")
        public void onStone(String stone) {
            if (stone.equals("hard")) {
                throw new IllegalStateException("broken by a stone");
            }
        }
    }

    @Agent
    public static class Refusing {
        public Refusing() {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void aFailureNobodyAskedForFailsTheTestInTheEnd() {
        GraphBusTester graph = GraphBusTester.of(Fragile.class);
        graph.publish("/Stone", "hard");
        assertThatThrownBy(graph::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Fragile.onStone failed for")
                .hasMessageContaining("broken by a stone")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(graph.bus().isRunning()).isFalse();
    }

    @Agent
    public static class Flaky {
        private int left = 2;

        @Subscribes("/Stone")
        public void onStone(String stone) {
            if (stone.equals("hard") || left-- > 0) {
                throw new IllegalStateException("not yet");
            }
        }
    }

    @Test
    void aRetryThatGotThroughInTheEndIsNoFailure() {
        try (GraphBusTester graph = GraphBusTester.of(Flaky.class)) {
            graph.publish("/Stone", "soft");
            assertThat(graph).hasRetrying(1);
            assertThatThrownBy(graph::verifyNoFailures).hasMessageContaining("not yet");
        }
        try (GraphBusTester graph = GraphBusTester.of(Flaky.class)) {
            graph.publish("/Stone", "soft");
            graph.advance(Duration.ofMinutes(1));
            assertThat(graph).hasDelivered(1).hasFailed(2).hasGivenUp(0).hasLostNothing();
        }
    }

    @Test
    void theAttemptsOfOneDeliveryAreOneFailure() {
        try (GraphBusTester graph = GraphBusTester.of(Flaky.class)) {
            graph.publish("/Stone", "hard");
            graph.advance(Duration.ofMinutes(1));
            assertThat(graph).hasFailed(4).hasGivenUp(1).hasNothingPlanned();
            assertThat(graph.takeFailures()).hasSize(1);
            graph.scenario()
                    .publish("/Stone", "hard")
                    .andFailure(IllegalStateException.class)
                    .andAfter(Duration.ofMinutes(1));
        }
    }

    @Test
    void failuresMayBeTolerated() {
        GraphBusTester graph = GraphBusTester.of(Fragile.class).tolerateFailures();
        graph.publish("/Stone", "hard");
        graph.close();
    }

    @Test
    void aGraphOfSomebodyElseIsOnlyLookedAt() {
        try (GraphBus bus = GraphBus.of(Fragile.class)) {
            GraphBusTester graph = GraphBusTester.on(bus, null);
            graph.publish("/Stone", "soft");
            assertThat(graph).hasDelivered(1).hasFailed(0);
            assertThatThrownBy(() -> graph.state("Fragile", String.class))
                    .hasMessageContaining("keeps no state");
            graph.close();
            assertThat(bus.isRunning()).isTrue();
        }
    }

    @Test
    void aGraphPutTogetherElsewhereIsStartedAndClosed() {
        GraphBus bus = GraphBus.builder().agent(Fragile.class).build();
        GraphBusTester.start(bus).close();
        assertThat(bus.isRunning()).isFalse();
        assertThatThrownBy(bus::start).hasMessageContaining("closed");
    }

    @Test
    void anAgentThatCannotBeMadeFailsAtOnce() {
        assertThatThrownBy(() -> GraphBusTester.of(Refusing.class))
                .hasMessageContaining("not today");
    }

    @Test
    void wrongWordsAboutAGraphFailWithWhatIsTrue() {
        try (GraphBusTester graph = GraphBusTester.of(Fragile.class)) {
            graph.publish("/Stone", "soft");
            assertThat(graph).hasDelivered(1).hasHandled("Fragile", 1).hasLostNothing();
            assertThatThrownBy(() -> assertThat(graph).hasDelivered(2))
                    .hasMessageContaining("Expected 2 deliveries but there are 1");
            assertThatThrownBy(() -> assertThat(graph).hasFailed(1))
                    .hasMessageContaining("Expected 1 failed attempts");
            assertThatThrownBy(() -> assertThat(graph).hasHandled("Robust", 1))
                    .hasMessageContaining("Expected an agent Robust but there are [Fragile]");
            assertThatThrownBy(() -> assertThat(graph).isNextDueAt(Instant.EPOCH))
                    .hasMessageContaining("at 1970-01-01T00:00:00Z but it is never");
        }
    }

    @Test
    void wrongWordsAboutEventsFailWithWhatIsTrue() {
        try (GraphBusTester graph = GraphBusTester.of(Fragile.class)) {
            PublishedEvents events = graph.events();
            graph.publish("/Stone", "soft");
            graph.publish("/Air", "thin");
            assertThat(events)
                    .areInAnyOrderOn("/Air", "/Stone")
                    .haveInAnyOrderPayloads("thin", "soft")
                    .containOneOn("/Stone")
                    .containNoneOn("/Water");
            assertThat(events.on("/Stone")).wereHandledBy("Fragile");
            assertThat(events.ofType(Integer.class)).isEmpty();
            assertThatThrownBy(() -> assertThat(events.on("/Air")).wereHandledBy("Fragile"))
                    .hasMessageContaining("Expected Fragile to have handled");
            assertThatThrownBy(() -> assertThat(events).containOneOn("/Water"))
                    .hasMessageContaining("Expected an event on /Water");
            assertThatThrownBy(() -> assertThat(events).containNoneOn("/*"))
                    .hasMessageContaining("on /Air");
        }
    }

    @Test
    void whatTheHistoryHasForgottenIsNotPassedOver() {
        RuntimeOptions options = RuntimeOptions.builder().historySize(4).build();
        try (GraphBusTester graph = GraphBusTester.with(options, Fragile.class)) {
            for (int i = 0; i < 4; i++) {
                graph.publish("/Stone", "soft");
            }
            PublishedEvents later = PublishedEvents.fromNowOn(graph.bus());
            assertThat(graph.events()).hasSize(4);
            graph.publish("/Stone", "soft");
            assertThatThrownBy(() -> graph.events().events())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("5 events were published, and the graph remembers 4");
            assertThat(later).hasSize(1);
        }
    }

    @Test
    void whatAnEventLedToCanBeTold() {
        try (GraphBusTester graph = GraphBusTester.of(Fragile.class)) {
            graph.publish("/Stone", "soft");
            assertThat(graph.events().after(graph.events().events().getFirst())).isEmpty();
        }
    }
}
