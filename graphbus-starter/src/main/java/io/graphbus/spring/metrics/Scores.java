package io.graphbus.spring.metrics;

import io.graphbus.coherence.CoherenceTracker;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The coherence score, worked out at most once in five seconds. Usable from any thread. */
final class Scores implements Supplier<OptionalDouble> {

    private static final long PAUSE_NANOS = 5_000_000_000L;

    private final Supplier<@Nullable CoherenceTracker> tracker;
    private final LongSupplier nanoTime;
    private OptionalDouble last = OptionalDouble.empty();
    private long at;

    /**
     * @param tracker {@code null} where none watches
     */
    Scores(Supplier<@Nullable CoherenceTracker> tracker, LongSupplier nanoTime) {
        this.tracker = tracker;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized OptionalDouble get() {
        long now = nanoTime.getAsLong();
        CoherenceTracker known = tracker.get();
        if (known != null && (last.isEmpty() || now - at > PAUSE_NANOS)) {
            last = known.assess().score();
            at = now;
        }
        return last;
    }
}
