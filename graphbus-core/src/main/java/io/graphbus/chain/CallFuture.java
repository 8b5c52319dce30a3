package io.graphbus.chain;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call on another thread. An agent that waits for it with {@code get} or {@code
 * join} may be called back by what it waits for. Cancelling it with interruption interrupts the
 * call.
 */
public final class CallFuture extends CompletableFuture<@Nullable Object> {

    private final Turns turns;
    private volatile @Nullable Slot slot;
    private volatile @Nullable Thread thread;

    private CallFuture(Turns turns) {
        this.turns = turns;
    }

    /** Runs a call on a new virtual thread. */
    public static CallFuture start(Turns turns, Supplier<@Nullable Object> call) {
        CallFuture future = new CallFuture(turns);
        turns.asyncCalls.incrementAndGet();
        future.thread = Thread.ofVirtual().name("graphbus-call").start(() -> future.execute(call));
        return future;
    }

    private void execute(Supplier<@Nullable Object> call) {
        slot = turns.slot();
        try {
            complete(call.get());
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
            return super.join();
        }
        try {
            return super.join();
        } finally {
            turns.endWaiting();
        }
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        if (isDone() || !turns.beginWaiting(this)) {
            return super.get();
        }
        try {
            return super.get();
        } finally {
            turns.endWaiting();
        }
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (isDone() || !turns.beginWaiting(this)) {
            return super.get(timeout, unit);
        }
        try {
            return super.get(timeout, unit);
        } finally {
            turns.endWaiting();
        }
    }
}
