package io.graphbus.server.event.stream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, shared by all who listen; each has a place in it and is overtaken when it
 * falls behind by more than the ring holds. Publishers never wait. Usable from any thread.
 */
final class Ring {

    private final AtomicReferenceArray<@Nullable Slot> slots;
    private final AtomicLong next = new AtomicLong();

    Ring(int size) {
        this.slots = new AtomicReferenceArray<>(size);
    }

    void add(Frame frame) {
        long place = next.getAndIncrement();
        slots.setRelease(index(place), new Slot(place, frame));
    }

    /** The place of what is added next. */
    long end() {
        return next.get();
    }

    /**
     * What is at a place; {@code null} as long as there is nothing.
     *
     * @throws Overtaken when newer events have taken it
     */
    @Nullable Frame at(long place) throws Overtaken {
        Slot slot = slots.getAcquire(index(place));
        if (slot == null || slot.place < place) {
            return null;
        }
        if (slot.place > place) {
            throw new Overtaken();
        }
        return slot.frame;
    }

    /**
     * Lets go of all events before a place, which nobody asks for any more: they hold the graph
     * that they are of, and its classes.
     */
    void release(long end) {
        for (int i = 0; i < slots.length(); i++) {
            Slot slot = slots.getAcquire(i);
            if (slot != null && slot.place < end) {
                slots.compareAndSet(i, slot, null);
            }
        }
    }

    private int index(long place) {
        return (int) (place % slots.length());
    }

    private record Slot(long place, Frame frame) {}

    /** A place is lost to newer events. */
    static final class Overtaken extends Exception {
        Overtaken() {
            super("newer events have taken this place", null, false, false);
        }
    }
}
