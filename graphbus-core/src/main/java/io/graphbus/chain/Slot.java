package io.graphbus.chain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thread's place in the engine: what it executes, what it waits for, and how it is interrupted
 * without a stray interrupt.
 */
final class Slot {

    private static final VarHandle CURRENT = current(MethodHandles.lookup());
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    final Thread thread = Thread.currentThread();

    /** A lane's wait or a {@link CallFuture}; guarded by the lock of {@link Turns}. */
    @Nullable Object waiting;

    /** Executions that run inside the turns held here; guarded by the lock of {@link Turns}. */
    int borrows;

    /** Whether the watchdog knows this place; set by the thread itself. */
    boolean known;

    /** When the last drain of the thread ended; for the thread itself. */
    long lastNanos;

    private @Nullable Execution current;
    private final ReentrantLock alarm = new ReentrantLock();
    private final Consumer<Execution> freed;
    private volatile boolean alarmed;

    /** The calling thread's place; those that had to be interrupted are told of when they end. */
    Slot(Consumer<Execution> freed) {
        this.freed = freed;
    }

    @Nullable Execution current() {
        return (Execution) CURRENT.getAcquire(this);
    }

    void current(@Nullable Execution execution) {
        CURRENT.setRelease(this, execution);
    }

    boolean isAlarmed() {
        return alarmed;
    }

    /**
     * Interrupts the thread if it is still in the piece of work that began then. The pause between
     * raising the alarm and looking again lets the thread's last writes arrive, so that threads at
     * work need no fence for it.
     */
    boolean interrupt(Execution execution, long started) {
        alarm.lock();
        try {
            alarmed = true;
            LockSupport.parkNanos(SETTLE_NANOS);
            if (execution.startedNanos() != started) {
                alarmed = false;
                return false;
            }
            execution.expire();
            thread.interrupt();
            return true;
        } finally {
            alarm.unlock();
        }
    }

    /** Ends an alarm once the work it was raised for has ended; says whether it was this one's. */
    boolean settle(Execution execution) {
        boolean expired = takeBack(execution);
        if (expired) {
            freed.accept(execution);
        }
        return expired;
    }

    private boolean takeBack(Execution execution) {
        alarm.lock();
        try {
            boolean expired = execution.takeExpired();
            if (expired && isAnotherExpired()) {
                thread.interrupt();
            } else if (expired) {
                Thread.interrupted();
                alarmed = false;
            }
            return expired;
        } finally {
            alarm.unlock();
        }
    }

    /** Whether an execution further up took too long as well; its interrupt is still to come. */
    private boolean isAnotherExpired() {
        for (Execution x = current; x != null; x = x.before) {
            if (x.isExpired()) {
                return true;
            }
        }
        return false;
    }

    private static VarHandle current(MethodHandles.Lookup lookup) {
        try {
            return lookup.findVarHandle(Slot.class, "current", Execution.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
