package io.graphbus.benchmarks.limit;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscArrayQueue;

/**
 * A thread and the one bounded queue that it empties; spins briefly when it is empty, and parks.
 */
final class DrainLoop implements Runnable {

    private static final int SPINS = 200;

    private final MpscArrayQueue<Delivery> queue;
    private final Thread thread = Thread.ofPlatform().daemon().name("bench-loop").unstarted(this);
    private volatile boolean parked;
    private volatile boolean closed;

    private DrainLoop(int capacity) {
        queue = new MpscArrayQueue<>(capacity);
    }

    /** One event for those of its subscribers that live on this loop. */
    record Delivery(Counter[] subscribers, Payload payload) {

        void handle() {
            for (Counter subscriber : subscribers) {
                subscriber.add(payload);
            }
        }
    }

    static DrainLoop start(int capacity) {
        DrainLoop loop = new DrainLoop(capacity);
        loop.thread.start();
        return loop;
    }

    void put(Delivery delivery) {
        while (!queue.offer(delivery)) {
            Thread.yield();
        }
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        int idle = 0;
        while (!closed) {
            if (queue.drain(Delivery::handle) > 0) {
                idle = 0;
            } else if (idle++ < SPINS) {
                Thread.onSpinWait();
            } else {
                park();
            }
        }
    }

    private void park() {
        parked = true;
        if (queue.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        parked = false;
    }

    void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
