package io.graphbus.benchmarks.limit;

import io.graphbus.benchmarks.peer.Payload;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpscArrayQueue;

/**
 * One subscriber's mailbox: first in, first out, bounded, one execution at a time, and nothing
 * else. Whoever finds it idle has it drained.
 */
final class BoundedMailbox implements Runnable {

    private static final int IDLE = 0;
    private static final int SCHEDULED = 1;
    private static final int BUDGET = 256;
    private static final VarHandle STATE = state();

    private final MessagePassingQueue<Payload> queue;
    private final MessagePassingQueue.Consumer<Payload> handler;
    private final Executor drains;
    private volatile int state = IDLE;

    BoundedMailbox(MessagePassingQueue.Consumer<Payload> handler, Executor drains, int capacity) {
        this.queue = new MpscArrayQueue<>(capacity);
        this.handler = handler;
        this.drains = drains;
    }

    void put(Payload payload) {
        while (!queue.offer(payload)) {
            Thread.yield();
        }
        wake();
    }

    @Override
    public void run() {
        queue.drain(handler, BUDGET);
        if (!queue.isEmpty()) {
            drains.execute(this);
            return;
        }
        state = IDLE;
        if (!queue.isEmpty()) {
            wake();
        }
    }

    private void wake() {
        if (state == IDLE && STATE.compareAndSet(this, IDLE, SCHEDULED)) {
            drains.execute(this);
        }
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(BoundedMailbox.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
