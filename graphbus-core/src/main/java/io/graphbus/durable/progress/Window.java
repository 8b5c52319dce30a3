package io.graphbus.durable.progress;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongConsumer;

/**
 * Deliveries of one subscription that have been begun, in order of positions, and what became of
 * them. Filled and looked through under one lock; settled by any thread.
 */
public final class Window {

    private static final Fate[] FATES = Fate.values();
    private static final int COUNTED = -1;
    private static final int OPEN = -2;

    private final int mask;
    private final long[] positions;
    private final int[] parts;
    private final long[] times;
    private final AtomicIntegerArray states;
    private long head;
    private long tail;

    /**
     * Room for so many between the oldest that is not settled and the newest.
     *
     * @param size a power of two
     */
    public Window(int size) {
        mask = size - 1;
        positions = new long[size];
        parts = new int[size];
        times = new long[size];
        states = new AtomicIntegerArray(size);
    }

    /** Who counts what has become of deliveries, once each. */
    @FunctionalInterface
    public interface Count {
        public void settled(int part, Fate fate);
    }

    /** Whether there is room, without what is left for those that come late. */
    public boolean hasRoom() {
        return tail - head <= mask / 2;
    }

    public boolean hasLateRoom() {
        return tail - head <= mask;
    }

    /**
     * Begins a delivery.
     *
     * @param millis when its event was published
     * @return its slot
     */
    public int open(long position, int part, long millis) {
        int slot = (int) (tail & mask);
        positions[slot] = position;
        parts[slot] = part;
        times[slot] = millis;
        states.set(slot, OPEN);
        tail++;
        return slot;
    }

    /** A delivery is settled, or put off. */
    public void done(int slot, Fate fate) {
        states.set(slot, fate.ordinal());
    }

    /** Deliveries of a part are not told of any more, and count for nothing. */
    public void forget(int part) {
        for (long at = head; at < tail; at++) {
            int slot = (int) (at & mask);
            if (parts[slot] == part) {
                states.set(slot, Fate.GONE.ordinal());
            }
        }
    }

    /**
     * Counts what has been settled since; only that is settled for {@link #open(int,
     * LongConsumer)}.
     */
    public void collect(Count count) {
        boolean first = true;
        for (long at = head; at < tail; at++) {
            int slot = (int) (at & mask);
            int state = states.get(slot);
            if (state >= 0) {
                count.settled(parts[slot], FATES[state]);
                states.set(slot, COUNTED);
                state = COUNTED;
            }
            first &= state == COUNTED;
            head = first ? at + 1 : head;
        }
    }

    /** Tells which positions of a part are not settled. */
    public void open(int part, LongConsumer to) {
        for (long at = head; at < tail; at++) {
            int slot = (int) (at & mask);
            if (parts[slot] == part && states.get(slot) != COUNTED) {
                to.accept(positions[slot]);
            }
        }
    }

    /** When the oldest event was published that is not settled; empty when all are. */
    public OptionalLong oldest() {
        OptionalLong oldest = OptionalLong.empty();
        for (long at = head; at < tail; at++) {
            int slot = (int) (at & mask);
            if (states.get(slot) == OPEN) {
                oldest = OptionalLong.of(Math.min(times[slot], oldest.orElse(Long.MAX_VALUE)));
            }
        }
        return oldest;
    }
}
