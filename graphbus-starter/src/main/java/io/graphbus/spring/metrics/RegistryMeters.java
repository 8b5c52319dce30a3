package io.graphbus.spring.metrics;

import io.graphbus.spring.metrics.Reading.Count;
import io.graphbus.spring.metrics.Reading.Latency;
import io.graphbus.spring.metrics.Reading.Level;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.noop.NoopMeter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The graph's meters in one registry. To be used by one thread at a time. */
final class RegistryMeters {

    private final MeterRegistry registry;
    private final GraphBusMetrics source;
    private final boolean durations;
    private final Map<Series, Meter> meters = new HashMap<>();
    private volatile List<Tag> commonTags = List.of();
    private boolean denied;

    /**
     * @param durations whether durations are meters here, as count and total time
     */
    RegistryMeters(MeterRegistry registry, GraphBusMetrics source, boolean durations) {
        this.registry = registry;
        this.source = source;
        this.durations = durations;
    }

    MeterRegistry registry() {
        return registry;
    }

    boolean durations() {
        return durations;
    }

    /** Registers and removes meters until there is one for each of these series. */
    void show(Set<Series> wanted) {
        meters.entrySet()
                .removeIf(
                        entry -> {
                            boolean gone = !wanted.contains(entry.getKey());
                            if (gone) {
                                registry.remove(entry.getValue());
                            }
                            return gone;
                        });
        for (Series series : wanted) {
            if (durations || series.family().kind() != Family.Kind.DURATION) {
                meters.computeIfAbsent(series, this::register);
            }
        }
    }

    /** Whether the registry's filters refuse the graph's meters. */
    boolean denied() {
        return denied;
    }

    /** The tags that the registry puts on every meter. */
    List<Tag> commonTags() {
        return commonTags;
    }

    private Meter register(Series series) {
        Meter meter =
                switch (series.family().kind()) {
                    case COUNTER -> counter(series);
                    case GAUGE -> gauge(series);
                    case DURATION -> timer(series);
                };
        if (series.family() == Family.AGENTS_ACTIVE) {
            commonTags = List.copyOf(meter.getId().getTags());
            denied = meter instanceof NoopMeter;
        }
        return meter;
    }

    private Meter counter(Series series) {
        return FunctionCounter.builder(series.family().meter(), source, s -> number(series))
                .description(series.family().help())
                .tags(series.tags())
                .register(registry);
    }

    private Meter gauge(Series series) {
        return Gauge.builder(series.family().meter(), source, s -> number(series))
                .description(series.family().help())
                .baseUnit(series.family().unit())
                .tags(series.tags())
                .register(registry);
    }

    private Meter timer(Series series) {
        return FunctionTimer.builder(
                        series.family().meter(),
                        source,
                        s -> latency(series, Latency::count),
                        s -> latency(series, Latency::sumNanos),
                        TimeUnit.NANOSECONDS)
                .description(series.family().help())
                .tags(series.tags())
                .register(registry);
    }

    private double number(Series series) {
        Reading reading = source.reading(series);
        return switch (reading) {
            case null -> Double.NaN;
            case Count count -> count.value();
            case Level level -> level.value();
            case Latency latency -> latency.count();
        };
    }

    private long latency(Series series, java.util.function.ToLongFunction<Latency> part) {
        return source.reading(series) instanceof Latency latency ? part.applyAsLong(latency) : 0;
    }
}
