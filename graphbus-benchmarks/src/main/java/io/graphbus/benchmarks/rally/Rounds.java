package io.graphbus.benchmarks.rally;

import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;

/**
 * Times round trips, from one hit of the first agent to its next. Of each rally the first hit only
 * starts the clock, so that the way in from outside does not count.
 */
public final class Rounds {

    /** Hits in a rally; short of the hops after which GraphBus takes a chain for a loop. */
    public static final int RALLY = 100;

    private final Histogram nanos = new Histogram(10_000_000_000L, 2);
    private final Semaphore ended = new Semaphore(0);

    /** Touched by the first agent only, which runs one event at a time. */
    private int hits;

    private long last;

    /** The first agent was hit; says whether it should hit back. */
    public boolean hit() {
        long now = System.nanoTime();
        if (hits++ > 0) {
            nanos.recordValue(now - last);
        }
        last = now;
        if (hits <= RALLY) {
            return true;
        }
        hits = 0;
        ended.release();
        return false;
    }

    /** Waits for the end of a rally. */
    public void await() {
        ended.acquireUninterruptibly();
    }

    /** Round trips so far, in nanoseconds; to be read between rallies. */
    public Histogram nanos() {
        return nanos;
    }
}
