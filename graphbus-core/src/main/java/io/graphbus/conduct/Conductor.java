package io.graphbus.conduct;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Who decides which of an engine's threads goes on: here the machine, and nothing is decided. The
 * test kit's simulation overrides everything to let one thread go on at a time, in an order of its
 * own, in a time of its own. An engine is conducted by whoever conducts the thread that starts it.
 * For test kits; nothing in production extends it.
 */
public class Conductor {

    /** Leaves it to the machine. */
    public static final Conductor NONE = new Conductor();

    protected Conductor() {}

    /** Where a thread may have to let others go first. */
    public enum Point {
        /** Before an event is published. */
        PUBLISH,
        /** After it was accepted. */
        PUBLISHED,
        /** Before a method is called. */
        CALL,
        /** When an agent asks for the time. */
        CLOCK,
        /** Where a test says so. */
        MARK,
        /** When a thread waits. */
        WAIT,
        /** When a thread was started. */
        START,
        /** When a thread has ended. */
        END
    }

    /** Something that will be done later, unless it is called off. */
    @FunctionalInterface
    public interface Handle {
        void cancel();
    }

    /** Who conducts the calling thread. */
    public static Conductor current() {
        return Thread.currentThread() instanceof ConductedThread thread ? thread.conductor() : NONE;
    }

    /** Lets a thread go on that waits in {@link #park}, or would wait there next. */
    public static void unpark(Thread thread) {
        if (thread instanceof ConductedThread conducted) {
            conducted.conductor().wake(conducted);
        } else {
            LockSupport.unpark(thread);
        }
    }

    /** Whether anything is decided here at all. */
    public boolean conducts() {
        return false;
    }

    /**
     * Starts a thread.
     *
     * @param name of the thread
     * @param subject what it works for
     */
    public Thread start(String name, Object subject, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
    }

    /** Starts a thread that outlives what starts it. */
    public void startPlatform(String name, Runnable work) {
        new Thread(work, name).start();
    }

    /** The calling thread passes a point. */
    public void point(Point point, Object subject) {}

    /** Whether a thread that empties a mailbox should let others go first. */
    public boolean interrupts() {
        return false;
    }

    /** Waits until woken, interrupted, or the time has passed; may return early. */
    public void park(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, nanos);
    }

    /** Lets a conducted thread go on. */
    protected void wake(ConductedThread thread) {
        LockSupport.unpark(thread);
    }

    /** The time that {@link #park} goes by. */
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Has work done on a thread of its own after a delay; only of a conductor that conducts. */
    public Handle after(Duration delay, Object subject, Runnable work) {
        throw new IllegalStateException("nobody conducts this engine");
    }

    /** The clock an engine goes by that was given another. */
    public Clock clock(Clock given) {
        return given;
    }

    /** An engine's clock as its agents see it: looking at it is a {@link Point#CLOCK}. */
    public Clock seenByAgents(Clock clock) {
        return clock;
    }

    /** A number from 0 up to the bound. */
    public int random(int bound) {
        return new SecureRandom().nextInt(bound);
    }
}
