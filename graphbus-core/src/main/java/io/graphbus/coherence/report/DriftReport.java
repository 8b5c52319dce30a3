package io.graphbus.coherence.report;

import io.graphbus.coherence.drift.Drift;
import io.graphbus.coherence.drift.DriftAnalysis;
import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.relation.VersionRelations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Who publishes in another version than most.
 *
 * @param at end of the window
 * @param window as an ISO 8601 duration
 * @param items the greatest share first, 500 at most
 */
public record DriftReport(Instant at, String window, List<Drift> items) {

    private static final int MOST = 500;

    public DriftReport {
        items = List.copyOf(items);
    }

    public static DriftReport of(
            Collection<MinuteSeries> minutes,
            Instant at,
            Duration window,
            VersionRelations relations) {
        return new DriftReport(
                at,
                window.toString(),
                DriftAnalysis.of(minutes, at, window, relations).stream().limit(MOST).toList());
    }
}
