package io.graphbus.coherence;

import io.graphbus.coherence.evidence.MinuteSeries;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deliveries per minute, of 500 series at most; of more, those that are still told apart are the
 * ones with traffic of late. Usable from any thread.
 */
final class Histories {

    private static final int MOST = 500;

    private final Map<SeriesKey, Minutes> all = new ConcurrentHashMap<>();

    /** Counts deliveries of a moment. */
    void add(SeriesKey key, long millis, long deliveries) {
        Minutes minutes = all.get(key);
        if (minutes == null) {
            minutes = open(key, millis);
        }
        minutes.add(millis, deliveries);
    }

    private synchronized Minutes open(SeriesKey key, long millis) {
        if (all.size() >= MOST) {
            all.values().stream()
                    .min(Comparator.comparingLong(Minutes::last))
                    .ifPresent(oldest -> all.remove(oldest.key()));
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
        kept.stream().map(Minutes::new).forEach(minutes -> all.put(minutes.key(), minutes));
    }
}
