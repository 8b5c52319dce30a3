package io.graphbus.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.evidence.Replay;
import io.graphbus.coherence.score.Assessment;
import io.graphbus.coherence.score.Metric;
import io.graphbus.migration.delivery.DeliverySignal.PayloadMigrated;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import io.graphbus.migration.delivery.Refusal;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.DeliveryCompleted;
import io.graphbus.signal.EngineSignal.DeliveryDead;
import io.graphbus.signal.EngineSignal.DeliveryFailed;
import io.graphbus.signal.EngineSignal.DeliverySkipped;
import io.graphbus.signal.EngineSignal.DeliverySkipped.Reason;
import io.graphbus.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoherenceTrackerTest {

    private static final String TOPIC = "/order/created";

    private Instant now = RandomTraffic.START;
    private final InstantSource clock = () -> now;
    private final CoherenceTracker tracker =
            new CoherenceTracker(CoherenceOptions.DEFAULTS.withClock(clock));
    private final Signals signals = new Signals();

    CoherenceTrackerTest() {
        tracker.listeners().forEach(signals::add);
    }

    /** Fails whatever it gets. */
    @Agent
    public static class Clumsy {
        @Subscribes(TOPIC)
        public void take(Object payload) {
            throw new IllegalStateException("no");
        }
    }

    private Seen event(@Nullable String version) {
        return new Seen("1", "Shop", TOPIC, version, now);
    }

    private void completed(Seen event) {
        signals.send(new DeliveryCompleted(event, "Billing", "take", "take", 1));
    }

    private void migrated(Seen event) {
        signals.send(new PayloadMigrated(event, "Billing", "take", "1.0.0", "2.0.0"));
    }

    private void refused(Seen event, boolean enforced) {
        refused(event, Refusal.SCHEMA_VIOLATED, enforced);
    }

    private void refused(Seen event, Refusal reason, boolean enforced) {
        signals.send(
                new PayloadRefused(
                        event,
                        "Billing",
                        "take",
                        event.schemaVersion(),
                        "*",
                        reason,
                        "/total",
                        enforced));
    }

    private void failed(Seen event) {
        signals.send(
                new DeliveryFailed(event, "Billing", "take", "take", 1, new RuntimeException()));
    }

    private void dead(Seen event) {
        signals.send(new DeliveryDead(event, "Billing", "take", "take", 2, new RuntimeException()));
    }

    private CellEvidence cell() {
        return tracker.evidence().cells().getFirst();
    }

    @Test
    void aRefusedDeliveryCountsOnceHoweverOftenItIsTried() {
        Seen event = event("0.9.0");
        refused(event, true);
        failed(event);
        refused(event, true);
        failed(event);
        dead(event);

        assertThat(cell().delivered()).isEqualTo(1);
        assertThat(cell().refused()).isEqualTo(1);
    }

    @Test
    void aRefusalThatOnlyWarnsCountsOnceToo() {
        Seen event = event("0.9.0");
        refused(event, false);
        completed(event);
        completed(event("0.9.0"));

        assertThat(cell().delivered()).isEqualTo(2);
        assertThat(cell().refused()).isEqualTo(1);
    }

    @Test
    void aMigratedDeliveryNeedsAMigrationAndHasOne() {
        Seen event = event("1.0.0");
        migrated(event);
        completed(event);

        assertThat(cell().needed()).isEqualTo(1);
        assertThat(cell().migrated()).isEqualTo(1);
        assertThat(cell().refused()).isZero();
    }

    @Test
    void aPayloadThatIsOfAnotherVersionAndDoesNotFitNeedsAMigration() {
        Seen event = event("0.9.0");
        refused(event, Refusal.NO_MIGRATION_PATH, false);
        refused(event, Refusal.SCHEMA_VIOLATED, false);
        completed(event);

        assertThat(cell().refused()).isEqualTo(1);
        assertThat(cell().needed()).isEqualTo(1);
        assertThat(cell().migrated()).isZero();
    }

    @Test
    void whatWasSaidOfADeliveryThatIsSkippedIsForgotten() {
        Seen event = event("1.0.0");
        migrated(event);
        signals.send(new DeliverySkipped(event, "Billing", "take", Reason.FILTERED));
        assertThat(tracker.evidence().cells()).isEmpty();

        completed(event);
        assertThat(cell().needed()).isZero();
    }

    @Test
    void refusalsCountHoweverManyDeliveriesAreOnTheirWay() {
        for (int i = 0; i < 10_050; i++) {
            migrated(new Seen("on-the-way-" + i, "Shop", TOPIC, "1.0.0", now));
        }
        Seen event = event("0.9.0");
        refused(event, true);
        dead(event);
        assertThat(cell().refused()).isEqualTo(1);

        Seen last = new Seen("on-the-way-10049", "Shop", TOPIC, "1.0.0", now);
        completed(last);
        assertThat(cell().migrated()).isEqualTo(1);
    }

    @Test
    void anExceptionOfTheHandlerBreaksNoContract() {
        RuntimeOptions options = RuntimeOptions.builder().retry(RetryPolicy.NONE).build();
        GraphBus.Builder builder = GraphBus.builder().agent(new Clumsy()).options(options);
        tracker.listeners().forEach(builder::listener);
        try (GraphBus bus = builder.build().start()) {
            bus.publish(Publish.to(TOPIC, "x").schemaVersion("1.2.3"));
            bus.awaitIdle(Duration.ofSeconds(20));
        }

        assertThat(cell().source()).isEqualTo("external");
        assertThat(cell().target()).isEqualTo("Clumsy");
        assertThat(cell().versions().getFirst().version()).isEqualTo("1.2.3");
        assertThat(cell().refused()).isZero();
        assertThat(tracker.assess().metrics().get(Metric.CONTRACT_COMPLIANCE)).isEqualTo(1);
    }

    @Test
    void aDeliveryCountsHalfAfterTenMinutesAndNothingAfterAFewHours() {
        completed(event("1.0.0"));
        completed(event("1.0.0"));
        now = now.plus(Duration.ofMinutes(10));
        completed(event("1.0.0"));

        assertThat(cell().delivered()).isEqualTo(2, within(1e-9));
        now = now.plus(Duration.ofHours(3));
        assertThat(tracker.evidence().isEmpty()).isTrue();
        assertThat(tracker.assess().score()).isEmpty();
    }

    @Test
    void anEventThatWasWrittenBeforeAnUpgradeAndComesAfterItIsNoStepBack() {
        Seen late = event("1.0.0");
        completed(late);
        now = now.plusSeconds(1);
        completed(event("2.0.0"));
        now = now.plusSeconds(1);
        completed(late);
        completed(event("2.0.0"));

        assertThat(cell().flaps()).isZero();
        completed(event("1.0.0"));
        assertThat(cell().flaps()).isEqualTo(1);
    }

    @Test
    void anyNumberOfVersionsAndAgentsTakesBoundedMemory() {
        CoherenceTracker small =
                new CoherenceTracker(
                        CoherenceOptions.DEFAULTS.withClock(clock).withMaxCells(1_000));
        int events = 300_000;
        for (int i = 0; i < events; i++) {
            small.count(
                    new Interaction(
                            now,
                            "Agent" + i % 7_919,
                            "Sink",
                            TOPIC,
                            i % 101 + ".0.0",
                            Outcome.PASSED));
        }

        assertThat(small.size()).isLessThanOrEqualTo(1_000);
        assertThat(small.evidence().cells())
                .hasSizeLessThanOrEqualTo(1_001)
                .allSatisfy(c -> assertThat(c.versions()).hasSizeLessThanOrEqualTo(8));
        assertThat(small.evidence().traffic()).isEqualTo(events, within(1e-3));
        assertThat(small.evidence().folded()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatIsCountedAsItHappensIsWhatIsCountedLater(long seed) {
        List<Interaction> recorded = new ArrayList<>();
        tracker.recorder(recorded::add);
        List<Interaction> traffic = RandomTraffic.of(seed, 5_000, 3_600);
        for (Interaction interaction : traffic) {
            now = interaction.at();
            tracker.count(interaction);
        }
        Assessment streamed = tracker.assess();
        Assessment replayed =
                Assessment.of(
                        Replay.of(traffic, now, Duration.ofMinutes(10)), tracker.relations(), null);

        assertThat(streamed.score().orElseThrow())
                .isEqualTo(replayed.score().orElseThrow(), within(0.01));
        assertThat(streamed.traffic())
                .isEqualTo(replayed.traffic(), within(1e-2 * streamed.traffic()));
        streamed.metrics()
                .forEach(
                        (metric, value) ->
                                assertThat(value)
                                        .as(metric.label())
                                        .isEqualTo(replayed.metrics().get(metric), within(0.01)));
    }
}
