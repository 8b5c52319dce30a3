package io.graphbus.spring.metrics;

import io.graphbus.GraphBus;
import io.graphbus.durable.letter.DeadLetterQueue;
import io.graphbus.durable.progress.Lag;
import io.graphbus.problem.GraphBusException;
import io.graphbus.spring.metrics.Reading.Level;
import io.graphbus.store.log.DeadLetters.Depth;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many dead letters there are, and how far subscriptions are behind. They are counted in a
 * database, so at most once in five seconds and on a thread of its own: whoever looks sees what was
 * counted last and never waits. To be used by one thread at a time.
 */
final class LetterDepths {

    private static final Logger log = LoggerFactory.getLogger(LetterDepths.class);
    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final LongSupplier nanoTime;
    private final AtomicBoolean counting = new AtomicBoolean();
    private final Set<Reader> seen = new TreeSet<>();
    private volatile Map<Reader, Depth> counted = Map.of();
    private volatile List<Lag> lags = List.of();
    private boolean begun;
    private long at;

    LetterDepths(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The readings of a graph's letters; a subscription that had some is shown from then on. */
    Map<Series, Reading> of(GraphBus bus) {
        DeadLetterQueue queue = bus.deadLetters().orElse(null);
        if (queue == null) {
            return Map.of();
        }
        long now = nanoTime.getAsLong();
        if ((!begun || now - at > PAUSE_NANOS) && counting.compareAndSet(false, true)) {
            begun = true;
            at = now;
            Thread.startVirtualThread(() -> count(queue, bus));
        }
        return readings(bus.options().clock().instant());
    }

    private void count(DeadLetterQueue queue, GraphBus bus) {
        try {
            counted = queue.depths().stream().collect(Collectors.toMap(Depth::reader, one -> one));
            lags = bus.lags();
        } catch (GraphBusException e) { // the database is away, which others report
            log.debug("Dead letters cannot be counted now: {}", e.getMessage());
        } finally {
            counting.set(false);
        }
    }

    private Map<Series, Reading> readings(Instant now) {
        Map<Reader, Depth> known = counted;
        seen.addAll(known.keySet());
        Map<Series, Reading> readings = new LinkedHashMap<>();
        for (Reader reader : seen) {
            Depth depth = known.getOrDefault(reader, new Depth(reader, 0, now));
            String[] tags = {reader.agent(), reader.subscription()};
            double age = Duration.between(depth.oldest(), now).toMillis() / 1000.0;
            readings.put(Series.of(Family.DLQ_DEPTH, tags), new Level(depth.letters()));
            readings.put(Series.of(Family.DLQ_AGE, tags), new Level(Math.max(0, age)));
        }
        for (Lag lag : lags) {
            String[] tags = {lag.reader().agent(), lag.reader().subscription()};
            Instant oldest = lag.oldest();
            long age = oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis());
            readings.put(Series.of(Family.LAG, tags), new Level(lag.total()));
            readings.put(Series.of(Family.LAG_AGE, tags), new Level(age / 1000.0));
            readings.put(Series.of(Family.PAUSED, tags), new Level(lag.paused() ? 1 : 0));
        }
        return readings;
    }
}
