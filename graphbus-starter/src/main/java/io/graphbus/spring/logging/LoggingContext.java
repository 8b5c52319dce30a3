package io.graphbus.spring.logging;

import io.graphbus.agent.Event;
import io.graphbus.invoke.Interceptor;
import io.graphbus.invoke.Invocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;

/**
 * Puts agent, topic and subscriber, or agent and method, into the logging context while an agent
 * executes, and afterwards what was there before. Usable from any thread.
 */
final class LoggingContext implements Interceptor, Ordered {

    private static final String AGENT = "agent";
    private static final String TOPIC = "topic";
    private static final String SUBSCRIBER = "subscriber";
    private static final String METHOD = "method";

    /** Inside of the trace, outside of all else that may log. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 200;
    }

    @Override
    public @Nullable Object intercept(Invocation invocation, Next next) throws Throwable {
        Invocation.Site site = invocation.site();
        Event event = invocation.event();
        String agent = swap(AGENT, site.agent());
        String topic = swap(TOPIC, event == null ? null : event.topic());
        String subscriber = swap(SUBSCRIBER, site.subscription());
        String method = swap(METHOD, site.isCall() ? site.method() : null);
        try {
            return next.proceed(invocation);
        } finally {
            put(AGENT, agent);
            put(TOPIC, topic);
            put(SUBSCRIBER, subscriber);
            put(METHOD, method);
        }
    }

    private static @Nullable String swap(String key, @Nullable String value) {
        String before = MDC.get(key);
        if (before != null || value != null) {
            put(key, value);
        }
        return before;
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
