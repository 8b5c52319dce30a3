package io.graphbus.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.agent.Retry;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.runtime.RuntimeOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Agent
    public static class Alarm {
        private final AgentContext context;

        public Alarm(AgentContext context) {
            this.context = context;
        }

        @SchemaMethod
        public void set(int hours) {
            context.publishAfter(Duration.ofHours(hours), "/Alarm/Rang", hours);
        }

        @SchemaMethod
        public void repeat(int minutes) {
            context.schedule(
                    Duration.ofMinutes(minutes),
                    () -> context.publish("/Alarm/Rang", context.clock().instant().toString()));
        }

        @SchemaMethod
        public void fail(int hours) {
            context.schedule(
                    Duration.ofHours(hours),
                    () -> {
                        throw new IllegalStateException("no bell");
                    });
        }
    }

    @Agent
    public static class Sleeper {
        final List<Instant> woken = new ArrayList<>();

        @Subscribes("/Alarm/Rang")
        public void wake(Event event) {
            woken.add(event.time());
        }
    }

    @Test
    void workIsDueExactlyWhenTimeHasBeenMovedThere() {
        try (GraphBusTester graph = GraphBusTester.of(Alarm.class)) {
            graph.call("Alarm", "set", 8);
            assertThat(graph).isNextDueAt(NEW_YEAR.plus(Duration.ofHours(8)));
            graph.advance(Duration.ofHours(8).minusMillis(1));
            assertThat(graph.events()).isEmpty();
            graph.advance(Duration.ofMillis(1));
            assertThat(graph.events()).hasSize(1).areFrom("Alarm");
            assertThat(graph.events().events().getFirst().time()).isEqualTo("2026-01-01T08:00:00Z");
            assertThat(graph).hasNothingPlanned();
        }
    }

    @Test
    void advancingStopsAtEachMomentOnTheWay() {
        Sleeper sleeper = new Sleeper();
        try (GraphBusTester graph = GraphBusTester.of(Alarm.class, sleeper)) {
            graph.call("Alarm", "repeat", 20);
            graph.call("Alarm", "set", 1);
            graph.advance(Duration.ofHours(1));
            assertThat(sleeper.woken)
                    .containsExactly(
                            Instant.parse("2026-01-01T00:20:00Z"),
                            Instant.parse("2026-01-01T00:40:00Z"),
                            Instant.parse("2026-01-01T01:00:00Z"),
                            Instant.parse("2026-01-01T01:00:00Z"));
            assertThat(graph.clock().instant()).isEqualTo("2026-01-01T01:00:00Z");
            graph.advance(Duration.ofDays(1));
            assertThat(graph).hasHandled("Sleeper", 4 + 3 * 24).hasLostNothing();
        }
    }

    @Test
    void settlingWaitsForAllThatIsDueHoweverTheClockWasMoved() {
        SteppedClock clock = SteppedClock.at(NEW_YEAR);
        Sleeper sleeper = new Sleeper();
        try (GraphBusTester graph =
                GraphBusTester.with(
                        RuntimeOptions.DEFAULTS.withClock(clock), Alarm.class, sleeper)) {
            for (int round = 1; round <= 300; round++) {
                graph.bus().call("Alarm", "set", 1);
                clock.advance(Duration.ofHours(1));
                graph.settle();
                assertThat(sleeper.woken).hasSize(round);
            }
        }
    }

    @Test
    void aFailedScheduledTaskFailsTheTest() {
        GraphBusTester graph = GraphBusTester.of(Alarm.class);
        graph.call("Alarm", "fail", 1);
        graph.advance(Duration.ofHours(1));
        assertThatThrownBy(graph::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Alarm")
                .hasMessageContaining("no bell");
    }

    @Test
    void theTimeOfARealClockCannotBeMoved() {
        try (GraphBusTester graph = GraphBusTester.with(RuntimeOptions.DEFAULTS, Alarm.class)) {
            assertThatThrownBy(() -> graph.advance(Duration.ofHours(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SteppedClock");
        }
    }

    @Agent
    public static class Broken {
        @Subscribes(value = "/Alarm/Rang", retry = @Retry(retries = 0))
        public void wake() {
            throw new IllegalStateException("deaf");
        }
    }

    @Test
    void whatTheEngineDoesForItselfIsNotPlanned() {
        try (GraphBusTester graph = GraphBusTester.of(Broken.class)) {
            graph.publish("/Alarm/Rang", 1);
            assertThat(graph).hasFailed(1).hasGivenUp(1).hasNothingPlanned();
            graph.takeFailures();
        }
    }
}
