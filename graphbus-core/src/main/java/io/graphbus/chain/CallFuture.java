package io.graphbus.chain;

import io.graphbus.conduct.Conductor;
import io.graphbus.stack.Headroom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call on another thread. An agent that waits for it with {@code get} or {@code
 * join} may be called back by what it waits for. Cancelling it with interruption interrupts the
 * call.
 */
public final class CallFuture extends CompletableFuture<@Nullable Object> {

    private static final long EVER = Long.MAX_VALUE / 4;

    private final Turns turns;
    private volatile @Nullable Slot slot;
    private volatile @Nullable Thread thread;

    private CallFuture(Turns turns) {
        this.turns = turns;
    }

    /**
     * Runs a call on a new virtual thread.
     *
     * @param handOver makes what runs there of the call, on the caller's thread
     * @param call is given its future, to look whether it is still wanted when its turn has come
     */
    public static CallFuture start(
            Turns turns,
            UnaryOperator<Runnable> handOver,
            Function<CallFuture, @Nullable Object> call) {
        Headroom.require();
        CallFuture future = new CallFuture(turns);
        Runnable work = handOver.apply(() -> future.execute(call));
        turns.asyncCalls.incrementAndGet();
        try {
            future.thread = Conductor.current().start("graphbus-call", "call", work);
        } catch (VirtualMachineError e) {
            turns.asyncCalls.decrementAndGet();
            throw e;
        }
        return future;
    }

    /** What is derived from it is waited for in the same way. */
    @Override
    @SuppressWarnings("unchecked") // a future of any type is made
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return (CompletableFuture<U>) new CallFuture(turns);
    }

    private void execute(Function<CallFuture, @Nullable Object> call) {
        slot = turns.slot();
        try {
            if (!isCancelled()) {
                complete(call.apply(this));
            }
        } catch (Throwable e) { // a thread's edge
            completeExceptionally(e);
        } finally {
            slot = null;
            turns.asyncCalls.decrementAndGet();
        }
    }

    @Nullable Slot slot() {
        return slot;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Thread runner = thread;
        if (cancelled && mayInterruptIfRunning && runner != null) {
            runner.interrupt();
        }
        return cancelled;
    }

    @Override
    public @Nullable Object join() {
        if (isDone() || !turns.beginWaiting(this)) {
            waitConducted(EVER);
            return super.join();
        }
        try {
            waitConducted(EVER);
            return super.join();
        } finally {
            turns.endWaiting();
        }
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        if (isDone() || !turns.beginWaiting(this)) {
            waitConducted(EVER);
            return super.get();
        }
        try {
            waitConducted(EVER);
            return super.get();
        } finally {
            turns.endWaiting();
        }
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (isDone() || !turns.beginWaiting(this)) {
            return getWithin(timeout, unit);
        }
        try {
            return getWithin(timeout, unit);
        } finally {
            turns.endWaiting();
        }
    }

    private @Nullable Object getWithin(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean waited = waitConducted(unit.toNanos(timeout));
        return super.get(waited ? 0 : timeout, unit);
    }

    /** A conducted thread waits where its conductor knows of it; it stops when interrupted. */
    private boolean waitConducted(long nanos) {
        Conductor conductor = Conductor.current();
        if (!conductor.conducts() || isDone()) {
            return false;
        }
        Thread waiter = Thread.currentThread();
        long deadline = conductor.nanoTime() + nanos;
        whenComplete((result, failure) -> Conductor.unpark(waiter));
        long left = nanos;
        while (!isDone() && left > 0 && !waiter.isInterrupted()) {
            conductor.park(this, left);
            left = deadline - conductor.nanoTime();
        }
        return true;
    }
}
