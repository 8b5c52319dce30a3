package io.graphbus.invoke;

import org.jspecify.annotations.Nullable;

/**
 * Stands around executions and may change, delay, repeat or refuse them. Interceptors see every
 * execution of the sites they apply to, calls and events alike, on the executing thread and in the
 * agent's turn; the first added is outermost. Those who only want to know listen to signals
 * instead.
 */
@FunctionalInterface
public interface Interceptor {

    /** Executes the invocation by {@code next}, or answers in its place. */
    @Nullable Object intercept(Invocation invocation, Next next) throws Throwable;

    /** Whether to stand around a site at all; asked once, when the agent is wired. */
    default boolean appliesTo(Invocation.Site site) {
        return true;
    }

    /**
     * An asynchronous call is about to leave its caller's thread, which this is told on: what is
     * returned is run in its place, and may take along what belongs to that thread.
     */
    default Runnable handOver(Runnable call) {
        return call;
    }

    /** What an interceptor stands in front of. */
    @FunctionalInterface
    interface Next {
        @Nullable Object proceed(Invocation invocation) throws Throwable;
    }
}
