package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets callers in to the current graph and counts them, so that a graph is stopped only once they
 * have left. While it is closed, callers wait. Usable from any thread.
 */
final class Turnstile {

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Room room;
    private volatile boolean closed;

    Turnstile(GraphBus first) {
        room = new Room(first);
    }

    /** The graph behind the turnstile. */
    Room room() {
        return room;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Without a lock as long as the turnstile is open: whoever goes in counts first and looks then,
     * whoever closes it or changes the room does that first and counts then, so that one of them
     * sees the other.
     */
    Room enter() {
        while (true) {
            Room entered = room;
            entered.inside.incrementAndGet();
            if (!closed && entered == room) {
                return entered;
            }
            leave(entered);
            awaitOpen(entered.bus.options().callTimeout());
        }
    }

    void leave(Room left) {
        if (left.inside.decrementAndGet() == 0 && (closed || left != room)) {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    void open(GraphBus bus) {
        lock.lock();
        try {
            if (room.bus != bus) {
                room = new Room(bus);
            }
            closed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nobody is inside, at most so long. */
    void awaitEmpty(Room emptying, Duration atMost) {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (emptying.inside.get() > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void awaitOpen(Duration atMost) {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (closed) {
                if (nanos <= 0) {
                    throw busy();
                }
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException busy() {
        return Problem.of(
                        ProblemCode.STOPPED,
                        "graph",
                        "The graph is being replaced.",
                        "Try again in a moment.")
                .toException();
    }

    /** One graph and how many are using it. */
    static final class Room {
        final GraphBus bus;
        private final AtomicInteger inside = new AtomicInteger();

        private Room(GraphBus bus) {
            this.bus = bus;
        }
    }
}
