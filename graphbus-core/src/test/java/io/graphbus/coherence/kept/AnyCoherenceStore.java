package io.graphbus.coherence.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.coherence.CoherenceOptions;
import io.graphbus.coherence.CoherenceTracker;
import io.graphbus.coherence.RandomTraffic;
import io.graphbus.coherence.evidence.CellEvidence;
import io.graphbus.coherence.evidence.Interaction;
import io.graphbus.coherence.evidence.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of coherence promises. */
abstract class AnyCoherenceStore {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant END = RandomTraffic.START.plus(HOUR);

    abstract CoherenceStore store();

    static CoherenceTracker tracker(Instant now) {
        return new CoherenceTracker(CoherenceOptions.DEFAULTS.withClock(() -> now));
    }

    static CoherenceTracker busy() {
        CoherenceTracker tracker = tracker(END);
        List<Interaction> traffic = RandomTraffic.of(7, 500, 3_600);
        traffic.forEach(tracker::count);
        tracker.assess();
        return tracker;
    }

    @Test
    void nothingIsKeptBeforeSomethingIsSaved() {
        assertThat(store().load()).isEmpty();
    }

    @Test
    void whatWasSavedLastIsRead() {
        Snapshot first = tracker(END).snapshot();
        Snapshot second = busy().snapshot();
        store().save(first);
        store().save(second);

        assertThat(store().load()).contains(second);
    }

    @Test
    void aTrackerGoesOnFromWhatIsKept() {
        CoherenceTracker before = busy();
        store().save(before.snapshot());
        CoherenceTracker after = tracker(END);
        after.restore(store().load().orElseThrow());

        assertThat(after.assess()).isEqualTo(before.assess());
        assertThat(after.minutes()).isEqualTo(before.minutes());
    }

    @Test
    void whatWasKeptFadesWhileNothingRuns() {
        CoherenceTracker before = busy();
        store().save(before.snapshot());
        CoherenceTracker after = tracker(END.plus(Duration.ofMinutes(10)));
        after.restore(store().load().orElseThrow());

        assertThat(after.evidence().traffic())
                .isEqualTo(
                        before.evidence().traffic() / 2,
                        org.assertj.core.api.Assertions.within(1e-6));
        assertThat(after.evidence().cells())
                .extracting(CellEvidence::source)
                .isEqualTo(before.evidence().cells().stream().map(CellEvidence::source).toList());
    }

    @Test
    void whatIsPutAsideIsNotReadAgain() {
        store().save(busy().snapshot());
        assertThat(store().setAside()).isNotBlank();

        assertThat(store().load()).isEmpty();
    }
}
