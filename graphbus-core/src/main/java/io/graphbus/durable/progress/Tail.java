package io.graphbus.durable.progress;

import io.graphbus.bus.Envelope;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events that this process has appended, so that they need not be read again. Usable
 * from any thread.
 */
public final class Tail {

    private static final int SIZE = 4096;

    /** Larger ones are read again; in characters. */
    private static final int LARGE = 8192;

    private final AtomicReferenceArray<@Nullable Fresh> ring = new AtomicReferenceArray<>(SIZE);
    private final AtomicLong newest = new AtomicLong();

    private record Fresh(long position, Envelope event) {}

    /** An event was appended and can be seen. */
    public void add(long position, Envelope event, int size) {
        if (size <= LARGE) {
            ring.set((int) (position & (SIZE - 1)), new Fresh(position, event));
        }
        newest.accumulateAndGet(position, Math::max);
    }

    /** The event at a position; {@code null} when it has to be read. */
    public @Nullable Envelope at(long position) {
        Fresh fresh = ring.get((int) (position & (SIZE - 1)));
        return fresh != null && fresh.position == position ? fresh.event : null;
    }

    /** The last position known here. */
    public long newest() {
        return newest.get();
    }

    /** Positions up to this one are known. */
    public void reached(long position) {
        newest.accumulateAndGet(position, Math::max);
    }
}
