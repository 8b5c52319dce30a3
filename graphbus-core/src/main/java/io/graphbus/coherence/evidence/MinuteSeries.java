package io.graphbus.coherence.evidence;

import java.time.Instant;
import java.util.List;

/**
 * Deliveries per minute of what one agent publishes to one topic in one version.
 *
 * @param firstSeen when the version came up there
 * @param start of the first minute
 * @param counts one a minute, without a gap; what is before and after is 0
 */
public record MinuteSeries(
        String topic,
        String source,
        String version,
        Instant firstSeen,
        Instant start,
        List<Integer> counts) {

    private static final long MINUTE = 60_000;

    public MinuteSeries {
        counts = List.copyOf(counts);
    }

    /** The deliveries in a minute, counted in minutes since 1970. */
    public int at(long minute) {
        long place = minute - start.toEpochMilli() / MINUTE;
        return place < 0 || place >= counts.size() ? 0 : counts.get((int) place);
    }
}
