package io.graphbus.server.observation;

import io.micrometer.context.ContextSnapshotFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * What a request's work takes along when it goes on on another thread: its trace, its caller and
 * the logging context. Any thread.
 */
public final class Handover {

    private final ContextSnapshotFactory contexts;
    private final boolean traced;

    /**
     * A handover by snapshots.
     *
     * @param traced whether requests have traces; without, what is observed need not know of its
     *     parent
     */
    public Handover(ContextSnapshotFactory contexts, boolean traced) {
        this.contexts = contexts;
        this.traced = traced;
    }

    /** The work with this thread's context, on whichever thread it is done. */
    public <T> Callable<T> of(Callable<T> work) {
        return traced || hasCaller() || hasLogging() ? contexts.captureAll().wrap(work) : work;
    }

    private static boolean hasCaller() {
        return SecurityContextHolder.getContext().getAuthentication() != null;
    }

    private static boolean hasLogging() {
        @Nullable Map<String, String> context = MDC.getCopyOfContextMap();
        return context != null && !context.isEmpty();
    }
}
