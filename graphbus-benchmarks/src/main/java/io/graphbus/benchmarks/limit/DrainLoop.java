package io.graphbus.benchmarks.limit;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscUnboundedArrayQueue;

/** A thread that drains the mailboxes given to it, spins briefly when there are none, and parks. */
final class DrainLoop implements Executor, Runnable {

    private static final int SPINS = 200;

    private final MpscUnboundedArrayQueue<Runnable> ready = new MpscUnboundedArrayQueue<>(1024);
    private final Thread thread = Thread.ofPlatform().daemon().name("bench-loop").unstarted(this);
    private volatile boolean parked;
    private volatile boolean closed;

    static DrainLoop start() {
        DrainLoop loop = new DrainLoop();
        loop.thread.start();
        return loop;
    }

    @Override
    public void execute(Runnable mailbox) {
        ready.offer(mailbox);
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        while (!closed) {
            Runnable next = ready.poll();
            for (int i = 0; next == null && i < SPINS; i++) {
                Thread.onSpinWait();
                next = ready.poll();
            }
            if (next != null) {
                next.run();
            } else {
                park();
            }
        }
    }

    private void park() {
        parked = true;
        if (ready.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        parked = false;
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
