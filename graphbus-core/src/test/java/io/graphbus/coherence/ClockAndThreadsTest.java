package io.graphbus.coherence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.coherence.evidence.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counts stay right whatever the clock does, and whoever else counts. */
@Timeout(60)
class ClockAndThreadsTest {

    private static final Duration HALF_LIFE = Duration.ofMinutes(10);

    private Instant now = RandomTraffic.START;
    private final CoherenceTracker tracker = tracker();

    private CoherenceTracker tracker() {
        return new CoherenceTracker(CoherenceOptions.DEFAULTS.withClock(() -> now));
    }

    private Interaction delivery(String source, String version) {
        return new Interaction(now, source, "Billing", "/order/created", version, Outcome.PASSED);
    }

    @Test
    void aClockThatIsSetBackLetsCountsFadeOn() {
        tracker.count(delivery("Shop", "1.0.0"));
        now = now.minus(Duration.ofDays(1));
        tracker.count(delivery("Shop", "1.0.0"));
        now = now.plus(HALF_LIFE);

        assertThat(tracker.evidence().traffic()).isEqualTo(1, within(1e-6));
    }

    @Test
    void whatWasKeptByAClockAheadFadesToo() {
        tracker.count(delivery("Shop", "1.0.0"));
        Snapshot kept = tracker.snapshot();
        now = now.minus(Duration.ofDays(1));
        CoherenceTracker next = tracker();
        next.restore(kept);
        next.evidence();
        now = now.plus(HALF_LIFE);

        assertThat(next.evidence().traffic()).isEqualTo(0.5, within(1e-6));
    }

    @Test
    void aPublisherWhoseClockIsAheadDoesNotHideStepsBack() {
        Seen ahead = new Seen("1", "Shop", "/order/created", "2.0.0", now.plus(HALF_LIFE));
        Cell cell =
                new Cell(
                        new CellKey("Shop", "Billing", "/order/created"),
                        Decay.of(HALF_LIFE),
                        new Histories(),
                        now.toEpochMilli());
        cell.count("1.0.0", Outcome.PASSED, now.toEpochMilli(), null);
        cell.count("2.0.0", Outcome.PASSED, now.toEpochMilli(), ahead);
        cell.count("1.0.0", Outcome.PASSED, now.toEpochMilli() + 1, null);

        assertThat(cell.evidence(now.toEpochMilli() + 1).flaps()).isEqualTo(1, within(1e-3));
    }

    @Test
    void aTrackerThatHasCountedIsNotGivenTheSameAgain() {
        CoherenceTracker small =
                new CoherenceTracker(
                        CoherenceOptions.DEFAULTS.withClock(() -> now).withMaxCells(2));
        for (int i = 0; i < 10; i++) {
            small.count(delivery("Agent" + i, "1.0.0"));
        }
        small.restore(small.snapshot());

        assertThat(small.evidence().traffic()).isEqualTo(10, within(1e-6));
        assertThat(small.evidence().folded()).isEqualTo(8);
    }

    @Test
    void timesBefore1970AreNoReasonToFail() {
        now = Instant.EPOCH.minusSeconds(600);
        tracker.count(delivery("Shop", "1.0.0"));
        now = now.plusSeconds(120);
        tracker.count(delivery("Shop", "1.0.0"));

        assertThat(tracker.minutes().getFirst().counts()).containsExactly(1, 0, 1);
    }

    @Test
    void noDeliveryIsLostWhenCellsAreCountedTogether() throws InterruptedException {
        CoherenceTracker small =
                new CoherenceTracker(
                        CoherenceOptions.DEFAULTS.withClock(() -> now).withMaxCells(3));
        int threads = 4;
        int each = 50_000;
        CountDownLatch together = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        together.countDown();
                                        for (int i = 0; i < each; i++) {
                                            small.count(delivery("Agent" + i % 5, "1.0.0"));
                                        }
                                    }));
        }
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(small.evidence().traffic()).isEqualTo(threads * (double) each, within(1e-3));
    }
}
