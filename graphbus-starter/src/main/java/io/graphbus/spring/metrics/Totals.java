package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.spring.CurrentGraph;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps counters rising although a graph counts from 0 when it is started again or when another
 * takes its place. To be used by one thread at a time.
 */
final class Totals {

    private final CurrentGraph current;
    private final Map<Series, Reading> before = new HashMap<>();
    private Map<Series, Reading> last = Map.of();
    private @Nullable GraphBus counted;

    Totals(CurrentGraph current) {
        this.current = current;
    }

    /** Counts another graph from now on; the one before it has nothing more to count. */
    void follow(GraphBus next) {
        if (counted != null && counted != next) {
            advance(Readings.of(counted));
            last.forEach(this::carry);
            last = Map.of();
        }
        counted = next;
    }

    /**
     * The readings of the graph that is followed, on top of what all graphs before it have counted.
     */
    Map<Series, Reading> read() {
        GraphBus bus = counted != null ? counted : current.bus();
        counted = bus;
        advance(Readings.of(bus));
        Map<Series, Reading> totals = new LinkedHashMap<>();
        last.forEach((series, reading) -> totals.put(series, total(series, reading)));
        return totals;
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
