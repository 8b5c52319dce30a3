package io.graphbus.server.agent;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Runs calls on threads of their own, so that a request is answered in time even when an agent
 * ignores its interruption. They are platform threads: agents that spin on virtual ones would stop
 * the whole server. Usable from any thread.
 */
@Component
class CallThreads implements DisposableBean {

    private static final int MOST = 200;
    private static final Duration KEPT = Duration.ofSeconds(30);

    /**
     * The engine ends a call that takes too long; only when that has no effect the request gives up
     * by itself.
     */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    0,
                    MOST,
                    KEPT.toSeconds(),
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().daemon().name("graphbus-call-", 0).factory());

    String run(String where, Duration timeout, Callable<String> call) {
        Future<String> result = submit(where, call);
        try {
            return result.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw timedOut(where, timeout).toException(e);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw stopped(where).toException(e);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private Future<String> submit(String where, Callable<String> call) {
        try {
            return threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw busy(where).toException(e);
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
