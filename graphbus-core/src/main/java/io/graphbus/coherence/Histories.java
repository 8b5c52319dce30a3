package io.graphbus.coherence;

import io.graphbus.coherence.evidence.MinuteSeries;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries per minute, of 500 series at most: one more takes the place of one without traffic for
 * a minute, or is not told apart. Usable from any thread.
 */
final class Histories {

    private static final int MOST = 500;
    private static final Comparator<Minutes> BY_AGE = Comparator.comparingLong(Minutes::last);

    private final Map<SeriesKey, Minutes> all = new ConcurrentHashMap<>();
    private volatile long full = -1;

    /** Counts deliveries of a moment. */
    void add(SeriesKey key, long millis, long deliveries) {
        Minutes minutes = all.get(key);
        if (minutes == null) {
            minutes = open(key, millis);
        }
        if (minutes != null) {
            minutes.add(millis, deliveries);
        }
    }

    private @Nullable Minutes open(SeriesKey key, long millis) {
        long minute = Minutes.minute(millis);
        return minute == full ? null : open(key, millis, minute);
    }

    private synchronized @Nullable Minutes open(SeriesKey key, long millis, long minute) {
        if (all.size() >= MOST && !all.containsKey(key)) {
            Minutes oldest = Collections.min(all.values(), BY_AGE);
            if (minute - oldest.last() <= 1) {
                full = minute;
                return null;
            }
            all.remove(oldest.key());
        }
        return all.computeIfAbsent(key, k -> new Minutes(k, millis));
    }

    /** Those with deliveries in the last 24 hours. */
    List<MinuteSeries> series(long millis) {
        return all.values().stream()
                .map(minutes -> minutes.series(millis))
                .filter(series -> !series.counts().isEmpty())
                .sorted(
                        Comparator.comparing(MinuteSeries::topic)
                                .thenComparing(MinuteSeries::source)
                                .thenComparing(MinuteSeries::version))
                .toList();
    }

    void restore(List<MinuteSeries> kept) {
        kept.stream()
                .limit(MOST)
                .map(Minutes::new)
                .forEach(minutes -> all.put(minutes.key(), minutes));
    }
}
