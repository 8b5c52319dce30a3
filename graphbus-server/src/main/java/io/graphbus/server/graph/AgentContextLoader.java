package io.graphbus.server.graph;

import io.graphbus.invoke.Interceptor;
import io.graphbus.invoke.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * Gives executions the class loader of their agents as the context, on whatever thread they run:
 * libraries that look around there find what is the agents', not what is the server's.
 */
record AgentContextLoader(ClassLoader loader) implements Interceptor {

    @Override
    public @Nullable Object intercept(Invocation invocation, Next next) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return next.proceed(invocation);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
