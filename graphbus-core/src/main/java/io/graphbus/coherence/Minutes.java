package io.graphbus.coherence;

import io.graphbus.coherence.evidence.MinuteSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Deliveries per minute of the last 24 hours. Usable from any thread. */
final class Minutes {

    static final int KEPT = 1_440;
    private static final long MINUTE = 60_000;

    private final SeriesKey key;
    private final long firstSeen;
    private final int[] ring = new int[KEPT];
    private long last;

    Minutes(SeriesKey key, long millis) {
        this.key = key;
        this.firstSeen = millis;
        this.last = minute(millis);
    }

    /** As they were kept. */
    Minutes(MinuteSeries kept) {
        this(
                new SeriesKey(kept.topic(), kept.source(), kept.version()),
                kept.firstSeen().toEpochMilli());
        long start = kept.start().toEpochMilli();
        for (int i = 0; i < kept.counts().size(); i++) {
            add(start + i * MINUTE, kept.counts().get(i));
        }
    }

    static long minute(long millis) {
        return Math.floorDiv(millis, MINUTE);
    }

    private static int place(long minute) {
        return (int) Math.floorMod(minute, (long) KEPT);
    }

    SeriesKey key() {
        return key;
    }

    synchronized long last() {
        return last;
    }

    synchronized void add(long millis, long deliveries) {
        long minute = minute(millis);
        advance(minute);
        if (minute > last - KEPT) {
            int place = place(minute);
            ring[place] = (int) Math.min(Integer.MAX_VALUE, ring[place] + deliveries);
        }
    }

    /** Makes room for minutes that have begun. */
    private void advance(long minute) {
        if (minute - last >= KEPT) {
            Arrays.fill(ring, 0);
        } else {
            for (long next = last + 1; next <= minute; next++) {
                ring[place(next)] = 0;
            }
        }
        last = Math.max(last, minute);
    }

    /** What is known as of a moment; without the minutes before the first delivery. */
    synchronized MinuteSeries series(long millis) {
        advance(minute(millis));
        List<Integer> counts = new ArrayList<>();
        long start = last;
        for (long minute = last - KEPT + 1; minute <= last; minute++) {
            int count = ring[place(minute)];
            if (count > 0 && counts.isEmpty()) {
                start = minute;
            }
            if (count > 0 || !counts.isEmpty()) {
                counts.add(count);
            }
        }
        while (!counts.isEmpty() && counts.getLast() == 0) {
            counts.removeLast();
        }
        return new MinuteSeries(
                key.topic(),
                key.source(),
                key.version(),
                Instant.ofEpochMilli(firstSeen),
                Instant.ofEpochMilli(start * MINUTE),
                counts);
    }
}
