package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.util.ClassUtils;

/**
 * Shows the serving graph in every registry it is bound to. Nothing happens on the engine's way:
 * the graph's own counters are read when somebody looks, once for all meters that are looked at
 * together. Agents and topics that come and go get and lose their meters at the same time.
 */
final class GraphBusMetrics implements MeterBinder, ApplicationListener<ContextRefreshedEvent> {

    /** Meters looked at within this time of each other show the same moment. */
    static final long TOGETHER_NANOS = 50_000_000;

    private static final boolean PROMETHEUS =
            ClassUtils.isPresent(
                    "io.micrometer.prometheusmetrics.PrometheusMeterRegistry",
                    GraphBusMetrics.class.getClassLoader());

    private final LongSupplier nanoTime;
    private final Totals totals;
    private final Set<MeterRegistry> bound = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<RegistryMeters> registries = new ArrayList<>();
    private volatile Map<Series, Reading> latest = Map.of();
    private volatile long readAt;

    GraphBusMetrics(CurrentGraph current, LongSupplier nanoTime) {
        this(current, nanoTime, OptionalDouble::empty);
    }

    /**
     * @param coherence the score; empty without traffic
     */
    GraphBusMetrics(
            CurrentGraph current, LongSupplier nanoTime, Supplier<OptionalDouble> coherence) {
        this.nanoTime = nanoTime;
        this.totals = new Totals(current, coherence, nanoTime);
        current.onChange(this::follow);
    }

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        List<RegistryMeters> added =
                leaves(registry).filter(bound::add).map(this::metersOf).toList();
        registries.addAll(added);
        refresh();
        added.stream()
                .filter(meters -> !meters.durations() && !meters.denied())
                .forEach(this::addHistograms);
    }

    /** The graph has been started by now, so that its agents can be seen. */
    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        refresh();
    }

    private synchronized void follow(GraphBus next) {
        totals.follow(next);
        refresh();
    }

    /** Reads the graph again, and gives every registry the meters it should have by now. */
    synchronized void refresh() {
        latest = totals.read();
        readAt = nanoTime.getAsLong();
        registries.forEach(registry -> registry.show(latest.keySet()));
    }

    /** What the meter shows now; {@code null} once its agent or topic is gone. */
    @Nullable Reading reading(Series series) {
        if (nanoTime.getAsLong() - readAt > TOGETHER_NANOS) {
            refresh();
        }
        return latest.get(series);
    }

    /** Everything as read last. */
    Map<Series, Reading> latest() {
        return latest;
    }

    private RegistryMeters metersOf(MeterRegistry registry) {
        boolean histograms = PROMETHEUS && PrometheusDurations.supports(registry);
        return new RegistryMeters(registry, this, !histograms);
    }

    private void addHistograms(RegistryMeters meters) {
        PrometheusDurations.attach(meters.registry(), this, meters);
    }

    private static Stream<MeterRegistry> leaves(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry composite
                && !composite.getRegistries().isEmpty()) {
            return composite.getRegistries().stream().flatMap(GraphBusMetrics::leaves);
        }
        return Stream.of(registry);
    }
}
