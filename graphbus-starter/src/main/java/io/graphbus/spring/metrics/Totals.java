package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps counters rising although a graph counts from 0 when it is started again or when another
 * takes its place. To be used by one thread at a time.
 */
final class Totals {

    private final CurrentGraph current;
    private final Supplier<OptionalDouble> coherence;
    private final LetterDepths letters;
    private final Map<Series, Reading> before = new HashMap<>();
    private Map<Series, Reading> last = Map.of();
    private final ForeignTopics foreign = new ForeignTopics();
    private @Nullable Counted counted;
    private long activations;

    /**
     * @param coherence the score, which belongs to no single graph
     */
    Totals(CurrentGraph current, Supplier<OptionalDouble> coherence, LongSupplier nanoTime) {
        this.current = current;
        this.coherence = coherence;
        this.letters = new LetterDepths(nanoTime);
    }

    /** The graph that is counted. */
    private record Counted(GraphBus bus, SignalCounts counts) {

        Counted(GraphBus bus) {
            this(bus, new SignalCounts(bus));
        }
    }

    /** Counts another graph from now on; the one before it has nothing more to count. */
    void follow(GraphBus next) {
        Counted old = counted;
        if (old != null && old.bus() == next) {
            return;
        }
        if (old != null) {
            advance(readings(old));
            last.forEach(this::carry);
            last = Map.of();
        }
        activations++;
        counted = new Counted(next);
    }

    /**
     * The readings of the graph that is followed, on top of what all graphs before it have counted.
     */
    Map<Series, Reading> read() {
        Counted now = counted != null ? counted : new Counted(current.bus());
        counted = now;
        advance(readings(now));
        Map<Series, Reading> totals = new LinkedHashMap<>();
        last.forEach((series, reading) -> totals.put(series, total(series, reading)));
        totals.put(Series.of(Family.ACTIVATIONS), new Reading.Count(activations));
        totals.putAll(letters.of(now.bus()));
        coherence
                .get()
                .ifPresent(
                        score -> totals.put(Series.of(Family.COHERENCE), new Reading.Level(score)));
        return totals;
    }

    private Map<Series, Reading> readings(Counted graph) {
        return Readings.of(graph.bus(), foreign, graph.counts());
    }

    private void advance(Map<Series, Reading> now) {
        last.forEach(
                (series, earlier) -> {
                    Reading reading = now.get(series);
                    if (reading == null || reading.restartedAfter(earlier)) {
                        carry(series, earlier);
                    }
                });
        last = now;
    }

    private void carry(Series series, Reading counts) {
        if (series.family().kind() != Family.Kind.GAUGE) {
            before.merge(series, counts, Reading::plus);
        }
    }

    private Reading total(Series series, Reading reading) {
        Reading earlier = before.get(series);
        return earlier == null ? reading : reading.plus(earlier);
    }
}
