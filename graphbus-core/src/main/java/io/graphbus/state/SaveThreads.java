package io.graphbus.state;

import io.graphbus.conduct.Conductor;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads that save states; started when there is something to save. Several, because an
 * agent that is stuck holds the one that waits for it.
 */
final class SaveThreads implements AutoCloseable {

    private static final int COUNT = 4;
    private static final String NAME = "graphbus-state";

    private final Conductor conductor;
    private final ScheduledThreadPoolExecutor threads;
    private volatile boolean closed;

    SaveThreads(Conductor conductor) {
        this.conductor = conductor;
        threads =
                new ScheduledThreadPoolExecutor(
                        COUNT, SaveThreads::thread, new ThreadPoolExecutor.DiscardPolicy());
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, NAME);
        thread.setDaemon(true);
        return thread;
    }

    void after(Duration pause, Runnable task) {
        if (!conductor.conducts()) {
            threads.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        } else if (!closed) {
            conductor.after(pause, NAME, () -> runUnlessClosed(task));
        }
    }

    private void runUnlessClosed(Runnable task) {
        if (!closed) {
            task.run();
        }
    }

    void every(Duration interval, Runnable task) {
        after(
                interval,
                () -> {
                    task.run();
                    every(interval, task);
                });
    }

    /** What has not begun is forgotten; nothing is waited for. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
    }
}
