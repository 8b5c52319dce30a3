package io.graphbus.server.call;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.observation.Handover;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Runs calls on threads of their own, so that a request is answered in time even when an agent
 * ignores its interruption. They are virtual, which makes the way there and back cheap; {@link
 * Carriers} sees to it that agents which never let go of a processor do not stop the others. Usable
 * from any thread.
 */
@Component
class CallThreads implements DisposableBean {

    /** Calls at the same time; further ones are refused rather than queued. */
    private static final int MOST = 200;

    /**
     * The engine ends a call that takes too long; only when that has no effect the request gives up
     * by itself.
     */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration BEAT = Duration.ofMillis(50);

    private final Handover handover;
    private final Thread.Builder threads = Thread.ofVirtual().name("graphbus-call");
    private final Semaphore room = new Semaphore(MOST);
    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    CallThreads(Handover handover) {
        this.handover = handover;
        Thread.ofPlatform().daemon().name("graphbus-call-deadlines").start(this::watch);
    }

    /** Runs a call with the trace, the credentials and the logging context of this thread. */
    String run(String where, Duration timeout, Callable<String> work) {
        if (!room.tryAcquire()) {
            throw busy(where).toException();
        }
        Call call;
        Thread thread;
        boolean started = false;
        try {
            call = new Call(where, timeout, handover.of(work), room::release);
            running.add(call);
            thread = threads.start(call);
            started = true;
        } finally {
            if (!started) {
                room.release();
            }
        }
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw stopped(where).toException(e);
        } finally {
            running.remove(call);
            if (call.isLate) {
                thread.interrupt();
            }
        }
    }

    /** One thread looks at all deadlines: a timed wait for each call costs more than the call. */
    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(BEAT.toNanos());
            long now = System.nanoTime();
            running.forEach(call -> call.endIfLate(now));
        }
    }

    @Override
    public void destroy() {
        closed = true;
    }

    /** A call whose caller is answered in time, whatever it does itself. */
    private static final class Call extends FutureTask<String> {

        private final String where;
        private final Duration timeout;
        private final Runnable ended;
        private final long deadline;
        private volatile boolean isLate;

        /**
         * A call.
         *
         * @param ended told when its thread has nothing to do for it any more, even if it was too
         *     late to begin
         */
        Call(String where, Duration timeout, Callable<String> work, Runnable ended) {
            super(work);
            this.where = where;
            this.timeout = timeout;
            this.ended = ended;
            this.deadline = System.nanoTime() + timeout.plus(GRACE).toNanos();
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                ended.run();
            }
        }

        void endIfLate(long now) {
            if (now - deadline > 0 && !isDone()) {
                isLate = true;
                setException(timedOut(where, timeout).toException());
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> new IllegalStateException(e);
        };
    }

    private static Problem timedOut(String where, Duration timeout) {
        return Problem.of(
                ProblemCode.CALL_TIMEOUT,
                where,
                "The call took longer than " + timeout.toSeconds() + " s and is still running.",
                "The agent ignores interruption; let it give up waiting, or raise"
                        + " graphbus.call-timeout.");
    }

    private static Problem stopped(String where) {
        return Problem.of(
                ProblemCode.STOPPED, where, "The server is stopping.", "Try again later.");
    }

    private static Problem busy(String where) {
        return Problem.of(
                ProblemCode.QUEUE_FULL,
                where,
                MOST + " calls are running already.",
                "Try again in a moment.");
    }
}
