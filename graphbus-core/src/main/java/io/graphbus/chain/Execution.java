package io.graphbus.chain;

import io.graphbus.agent.Event;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An agent at work on one thread: a call, or one event after the other while a mailbox is emptied.
 * Executions that call other agents form chains. Changed by its own thread only; others read what
 * may be late.
 */
public final class Execution {

    private static final VarHandle STARTED = started();

    final Slot slot;
    final Lane lane;
    final @Nullable Execution parent;
    final Hold hold;
    final @Nullable Execution before;
    private final int depth;

    /** Whether the turn was given back. */
    boolean left;

    private @Nullable Event cause;
    private String operation;
    private long started;
    private final long timeout;
    private volatile boolean expired;

    Execution(
            Slot slot,
            Lane lane,
            @Nullable Execution parent,
            Hold hold,
            String operation,
            long timeout) {
        this.slot = slot;
        this.lane = lane;
        this.parent = parent;
        this.hold = hold;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.before = slot.current();
        this.operation = operation;
        this.timeout = timeout;
    }

    /** By what right an execution runs in its agent. */
    enum Hold {
        /** It has the turn and gives it back. */
        OWNED,
        /** An execution further up on the same thread has the turn. */
        INSIDE,
        /** An execution on another thread has the turn and waits for this one's chain. */
        BORROWED
    }

    /** How many executions wait for this one, directly or not. */
    public int depth() {
        return depth;
    }

    /** Begins one piece of work. */
    public void begin(String what, @Nullable Event why, long nanos) {
        operation = what;
        cause = why;
        STARTED.setRelease(this, nanos == 0 ? 1 : nanos);
    }

    /**
     * Ends the piece of work.
     *
     * @return whether it had taken longer than it may and was interrupted
     */
    public boolean end() {
        STARTED.setRelease(this, 0L);
        return slot.isAlarmed() && slot.settle(this);
    }

    /** When the thread's last drain ended, as {@link System#nanoTime()}; 0 if unknown. */
    public long lastNanos() {
        return slot.lastNanos;
    }

    /** Notes when the drain ended. */
    public void lastNanos(long nanos) {
        slot.lastNanos = nanos;
    }

    boolean takeExpired() {
        boolean was = expired;
        expired = false;
        return was;
    }

    void expire() {
        expired = true;
    }

    boolean isExpired() {
        return expired;
    }

    /** When the work began; 0 between two pieces of work. */
    long startedNanos() {
        return (long) STARTED.getAcquire(this);
    }

    long timeoutNanos() {
        return timeout;
    }

    public String agent() {
        return lane.agent();
    }

    /** The number of the lane whose turn it has. */
    public int lane() {
        return lane.number();
    }

    /** The method or handler at work. */
    public String operation() {
        return operation;
    }

    /** The event that is being handled, directly or further up the chain. */
    public @Nullable Event cause() {
        return cause;
    }

    private static VarHandle started() {
        try {
            return MethodHandles.lookup().findVarHandle(Execution.class, "started", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
