package io.graphbus.server.agent;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Runs calls on threads of their own, so that a request is answered in time even when an agent
 * ignores its interruption. They are virtual, which makes the way there and back cheap; {@link
 * Carriers} sees to it that agents which never let go of a processor do not stop the others. Usable
 * from any thread.
 */
@Component
class CallThreads {

    /** Calls at the same time; further ones are refused rather than queued. */
    private static final int MOST = 200;

    /**
     * The engine ends a call that takes too long; only when that has no effect the request gives up
     * by itself.
     */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Thread.Builder threads = Thread.ofVirtual().name("graphbus-call");
    private final Semaphore room = new Semaphore(MOST);

    String run(String where, Duration timeout, Callable<String> call) {
        if (!room.tryAcquire()) {
            throw busy(where).toException();
        }
        var result = new FutureTask<String>(() -> leaving(call));
        Thread thread = threads.start(result);
        try {
            return result.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw timedOut(where, timeout).toException(e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw stopped(where).toException(e);
        }
    }

    private String leaving(Callable<String> call) throws Exception {
        try {
            return call.call();
        } finally {
            room.release();
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
