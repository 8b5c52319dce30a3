package io.graphbus.durable.progress;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many deliveries of a subscription are where. Usable from any thread. */
public final class Load {

    private final AtomicInteger flying = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger deferred = new AtomicInteger();
    private final LongAdder offered = new LongAdder();

    /** So many more are under way for the first time. */
    public void flying(int change) {
        flying.addAndGet(change);
    }

    /** So many more of a part are under way once more. */
    public void again(Part part, int change) {
        part.again(change);
        again.addAndGet(change);
    }

    /** So many more are put off, those under way once more included. */
    public void deferred(int change) {
        deferred.addAndGet(change);
    }

    /** Something that was put off is not ours any more. */
    public void dropped() {
        deferred(-1);
        offered(-1);
    }

    /** So many more have been offered. */
    public void offered(int change) {
        offered.add(change);
    }

    public int flying() {
        return flying.get();
    }

    public int again() {
        return again.get();
    }

    public int deferred() {
        return deferred.get();
    }

    public long offered() {
        return offered.sum();
    }

    /** Whether nothing is under way. */
    public boolean isIdle() {
        return flying() == 0 && again() == 0;
    }
}
