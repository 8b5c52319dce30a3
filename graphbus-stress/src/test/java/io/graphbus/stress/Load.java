package io.graphbus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.runtime.RuntimeStats;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What all loads have in common. */
final class Load {

    static final boolean SOAK = Boolean.getBoolean("graphbus.soak");
    static final Duration SOON = Duration.ofSeconds(60);

    private Load() {}

    /** Whether an idle graph accounts for every delivery it took on. */
    static void conserves(RuntimeStats stats) {
        assertThat(stats.unaccounted()).as(stats.toString()).isZero();
        assertThat(stats.inFlight()).isZero();
    }

    /**
     * Whether a stopped graph has nothing left, once those have returned who were publishing while
     * it was stopped.
     */
    static boolean awaitSettled(GraphBus stopped) {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            RuntimeStats stats = stopped.stats();
            if (stats.inFlight() == 0 && stats.unaccounted() == 0) {
                return true;
            }
            LockSupport.parkNanos(100_000);
        }
        return false;
    }

    /** Waits until nothing is queued, running, put off or still to come. */
    static void awaitRest(GraphBus bus, BooleanSupplier came) {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < end) {
            if (bus.awaitIdle(SOON) && bus.stats().inFlight() == 0 && came.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
