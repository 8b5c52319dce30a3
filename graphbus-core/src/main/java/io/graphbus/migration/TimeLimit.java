package io.graphbus.migration;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs what may not end on a thread of its own, and gives it up in time. For one thread. */
public final class TimeLimit implements AutoCloseable {

    private final Duration limit;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> {
                        Thread own = new Thread(task, "graphbus-migration-trial");
                        own.setDaemon(true);
                        return own;
                    });

    public TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /**
     * The task's result.
     *
     * @throws TimeoutException when it takes too long; nothing else can be run then
     * @throws ExecutionException with what it throws
     */
    public <T> T run(Callable<T> task) throws TimeoutException, ExecutionException {
        Future<T> result = thread.submit(task);
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(
                            ProblemCode.CALL_CANCELLED,
                            "",
                            "the trial of a migration was interrupted",
                            "Try again.")
                    .toException(e);
        }
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
