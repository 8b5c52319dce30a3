package io.graphbus.server.graph;

import io.graphbus.GraphBus;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
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
    private boolean closed;

    Turnstile(GraphBus first) {
        room = new Room(first);
    }

    /** The graph behind the turnstile. */
    Room room() {
        return room;
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    Room enter() {
        lock.lock();
        try {
            awaitOpen(room.bus.options().callTimeout());
            room.inside++;
            return room;
        } finally {
            lock.unlock();
        }
    }

    void leave(Room left) {
        lock.lock();
        try {
            left.inside--;
            changed.signalAll();
        } finally {
            lock.unlock();
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
            while (emptying.inside > 0 && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void awaitOpen(Duration atMost) {
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

    /** One graph and how many are using it; the count belongs to the turnstile's lock. */
    static final class Room {
        final GraphBus bus;
        private int inside;

        private Room(GraphBus bus) {
            this.bus = bus;
        }
    }
}
