package io.graphbus.benchmarks.peer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts what one subscriber has handled, on a cache line of its own: the least a handler can do
 * that can be checked. May be read from any thread.
 */
@SuppressWarnings("unused") // the padding
public final class Counter {

    private static final VarHandle COUNT = field();

    private long count;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;
    private long p7;

    /** One more; for handlers that never overlap. */
    public void add(Payload payload) {
        COUNT.setOpaque(this, (long) COUNT.getOpaque(this) + payload.step());
    }

    /** One more; for handlers that their bus may run on several threads at once. */
    public void addShared(Payload payload) {
        COUNT.getAndAdd(this, (long) payload.step());
    }

    public long count() {
        return (long) COUNT.getOpaque(this);
    }

    private static VarHandle field() {
        try {
            return MethodHandles.lookup().findVarHandle(Counter.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
