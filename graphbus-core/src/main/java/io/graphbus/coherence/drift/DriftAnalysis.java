package io.graphbus.coherence.drift;

import io.graphbus.coherence.evidence.MinuteSeries;
import io.graphbus.coherence.relation.VersionRelations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds versions that stand apart, within a window of time that ends at a moment. */
public final class DriftAnalysis {

    /** So far back minutes are kept. */
    public static final Duration LONGEST = Duration.ofHours(24);

    private static final int BUCKETS = 60;
    private static final double MINUTES_AN_HOUR = 60;

    private final long from;
    private final long to;
    private final VersionRelations relations;

    private DriftAnalysis(Instant at, Duration window, VersionRelations relations) {
        this.to = at.toEpochMilli() / Duration.ofMinutes(1).toMillis();
        this.from = to - Math.max(1, window.toMinutes()) + 1;
        this.relations = relations;
    }

    /** What drifts, the greatest share first. */
    public static List<Drift> of(
            Collection<MinuteSeries> minutes,
            Instant at,
            Duration window,
            VersionRelations relations) {
        DriftAnalysis analysis = new DriftAnalysis(at, window, relations);
        Map<String, List<MinuteSeries>> topics = new TreeMap<>();
        for (MinuteSeries series : minutes) {
            if (analysis.sum(series, analysis.from, analysis.to) > 0) {
                topics.computeIfAbsent(series.topic(), t -> new ArrayList<>()).add(series);
            }
        }
        return topics.values().stream()
                .flatMap(series -> analysis.topic(series).stream())
                .sorted(
                        Comparator.comparingDouble(Drift::share)
                                .reversed()
                                .thenComparing(Drift::topic)
                                .thenComparing(Drift::agent)
                                .thenComparing(Drift::actual))
                .toList();
    }

    private List<Drift> topic(List<MinuteSeries> all) {
        Map<String, Long> versions = new TreeMap<>();
        all.forEach(s -> versions.merge(s.version(), sum(s, from, to), Long::sum));
        long total = versions.values().stream().mapToLong(count -> count).sum();
        String expected =
                versions.entrySet().stream()
                        .max(
                                Map.Entry.<String, Long>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey)
                        .orElse("");
        long[] totals = new long[parts()];
        for (MinuteSeries series : all) {
            for (int part = 0; part < totals.length; part++) {
                totals[part] += sum(series, first(part), last(part));
            }
        }
        return all.stream()
                .filter(series -> !series.version().equals(expected))
                .map(series -> drift(series, totals, expected, total))
                .toList();
    }

    private Drift drift(MinuteSeries series, long[] totals, String expected, long total) {
        long deliveries = sum(series, from, to);
        return new Drift(
                series.topic(),
                series.source(),
                expected,
                series.version(),
                relations.between(series.topic(), series.version(), expected),
                series.firstSeen(),
                deliveries,
                (double) deliveries / total,
                trend(series, totals));
    }

    private long sum(MinuteSeries series, long first, long last) {
        long sum = 0;
        for (long minute = first; minute <= last; minute++) {
            sum += series.at(minute);
        }
        return sum;
    }

    /** Minutes in each part of the window but the last, of which there are about sixty. */
    private long length() {
        return Math.max(1, (to - from + 1) / BUCKETS);
    }

    private int parts() {
        return (int) Math.ceilDiv(to - from + 1, length());
    }

    private long first(int part) {
        return from + part * length();
    }

    private long last(int part) {
        return Math.min(to, first(part) + length() - 1);
    }

    /**
     * The slope of the share over time (least squares).
     *
     * @param totals of all versions, by part of the window
     */
    private double trend(MinuteSeries series, long[] totals) {
        List<double[]> points = new ArrayList<>();
        for (int part = 0; part < totals.length; part++) {
            if (totals[part] > 0) {
                long start = first(part);
                long end = last(part);
                points.add(
                        new double[] {
                            (start + end) / 2.0 / MINUTES_AN_HOUR,
                            (double) sum(series, start, end) / totals[part]
                        });
            }
        }
        return slope(points);
    }

    private static double slope(List<double[]> points) {
        double x = points.stream().mapToDouble(p -> p[0]).average().orElse(0);
        double y = points.stream().mapToDouble(p -> p[1]).average().orElse(0);
        double up = points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
        double along = points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
        return along == 0 ? 0 : up / along;
    }
}
