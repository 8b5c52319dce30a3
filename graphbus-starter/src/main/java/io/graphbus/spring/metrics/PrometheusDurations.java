package io.graphbus.spring.metrics;

import io.graphbus.invoke.LatencySnapshot;
import io.graphbus.spring.metrics.Reading.Latency;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * One family of durations as a Prometheus histogram. The Prometheus client collects it before all
 * meters, so what it reads is what the whole scrape shows.
 */
final class PrometheusDurations implements Collector {

    /**
     * Upper bounds in seconds, from 10 microseconds; the client adds no more and Prometheus reads
     * quantiles between them.
     */
    private static final double[] BOUNDS = {
        0.00001,
        0.000025,
        0.00005,
        0.0001,
        0.00025,
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.25,
        0.5,
        1,
        2.5,
        5,
        10,
        30,
        Double.POSITIVE_INFINITY
    };

    private static final double NANOS = 1e9;

    private final Family family;
    private final MeterRegistry registry;
    private final GraphBusMetrics source;
    private final RegistryMeters meters;

    private PrometheusDurations(
            Family family, MeterRegistry registry, GraphBusMetrics source, RegistryMeters meters) {
        this.family = family;
        this.registry = registry;
        this.source = source;
        this.meters = meters;
    }

    static boolean supports(MeterRegistry registry) {
        return registry instanceof PrometheusMeterRegistry;
    }

    /** Adds both families of durations to the registry's Prometheus client. */
    static void attach(MeterRegistry registry, GraphBusMetrics source, RegistryMeters meters) {
        PrometheusRegistry client = ((PrometheusMeterRegistry) registry).getPrometheusRegistry();
        for (Family family : List.of(Family.METHOD_DURATION, Family.PROCESSING_DURATION)) {
            client.register(new PrometheusDurations(family, registry, source, meters));
        }
    }

    @Override
    public MetricSnapshot collect() {
        source.refresh();
        List<HistogramDataPointSnapshot> points = new ArrayList<>();
        source.latest()
                .forEach(
                        (series, reading) -> {
                            if (series.family() == family && reading instanceof Latency latency) {
                                points.add(point(series, latency.snapshot()));
                            }
                        });
        return new HistogramSnapshot(metadata(), points);
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        Labels labels = labels(Series.of(family, family.tagKeys().toArray(String[]::new)));
        return MetricFamilyDescriptor.of(
                MetricType.HISTOGRAM, metadata(), labels.stream().map(Label::getName).toList());
    }

    private MetricMetadata metadata() {
        String name =
                registry.config().namingConvention().name(family.meter(), Meter.Type.TIMER, "s");
        return new MetricMetadata(name, family.help(), Unit.SECONDS);
    }

    private HistogramDataPointSnapshot point(Series series, LatencySnapshot latency) {
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets(latency))
                .sum(latency.sumNanos() / NANOS)
                .labels(labels(series))
                .build();
    }

    private Labels labels(Series series) {
        Labels.Builder labels = Labels.builder();
        for (Tag tag : series.tags().and(meters.commonTags())) {
            labels.label(registry.config().namingConvention().tagKey(tag.getKey()), tag.getValue());
        }
        return labels.build();
    }

    /**
     * The engine's fine buckets in the coarse ones; a fine one that spans a bound counts above it,
     * so quantiles are never too low.
     */
    private static ClassicHistogramBuckets buckets(LatencySnapshot latency) {
        long[] counts = new long[BOUNDS.length];
        int bound = 0;
        for (int i = 0; i < latency.counts().length; i++) {
            double upper =
                    latency.upperNanos()[i] == Long.MAX_VALUE
                            ? Double.POSITIVE_INFINITY
                            : latency.upperNanos()[i] / NANOS;
            while (BOUNDS[bound] < upper) {
                bound++;
            }
            counts[bound] += latency.counts()[i];
        }
        return ClassicHistogramBuckets.of(BOUNDS, counts);
    }
}
