package io.graphbus.chain;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What every thread executes in one running graph. Usable from any thread. */
public final class Executions {

    private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Slot> mine;

    /**
     * Nothing yet.
     *
     * @param freed told of each execution that was interrupted for taking too long, on its thread,
     *     once it has ended
     */
    public Executions(Consumer<Execution> freed) {
        mine = ThreadLocal.withInitial(() -> new Slot(freed));
    }

    /** What the calling thread executes. */
    public @Nullable Execution current() {
        return mine.get().current();
    }

    Slot slot() {
        return mine.get();
    }

    void push(Slot slot, Execution execution) {
        if (!slot.known) {
            slot.known = true;
            slots.add(slot);
        }
        slot.current(execution);
    }

    void pop(Slot slot, Execution execution) {
        slot.current(execution.before);
        if (execution.before == null && slot.thread.isVirtual()) {
            slots.remove(slot);
            slot.known = false;
            mine.remove();
        }
    }

    /**
     * Begins the emptying of a lane's mailbox on the calling thread, which holds the lane's turn.
     */
    public Execution enterDrain(Lane lane, long timeoutNanos) {
        Slot slot = slot();
        Execution execution =
                new Execution(slot, lane, null, Execution.Hold.OWNED, "", timeoutNanos);
        push(slot, execution);
        lane.owner(execution);
        return execution;
    }

    /** Ends it. */
    public void leaveDrain(Execution execution) {
        execution.lane.owner(null);
        pop(execution.slot, execution);
    }

    /**
     * Interrupts whatever has taken longer than it may.
     *
     * @param found told of each, once, with the milliseconds it has taken
     */
    public void checkDeadlines(ObjLongConsumer<Execution> found) {
        long now = System.nanoTime();
        for (Slot slot : slots) {
            if (slot.current() == null && !slot.thread.isAlive()) {
                slots.remove(slot);
            }
            for (Execution x = slot.current(); x != null; x = x.before) {
                long started = x.startedNanos();
                boolean late = started != 0 && now - started > x.timeoutNanos();
                if (late && !x.isExpired() && slot.interrupt(x, started)) {
                    found.accept(x, (now - started) / 1_000_000);
                }
            }
        }
    }

    /**
     * Looks at what has taken longer than it may, was interrupted and still runs.
     *
     * @param found told of each, with the milliseconds it has taken
     */
    public void forEachStuck(ObjLongConsumer<Execution> found) {
        long now = System.nanoTime();
        for (Slot slot : slots) {
            for (Execution x = slot.current(); x != null; x = x.before) {
                long started = x.startedNanos();
                if (started != 0 && x.isExpired()) {
                    found.accept(x, (now - started) / 1_000_000);
                }
            }
        }
    }

    /** Interrupts everything that is being executed. */
    public void interruptAll() {
        for (Slot slot : slots) {
            if (slot.current() != null) {
                slot.thread.interrupt();
            }
        }
    }
}
