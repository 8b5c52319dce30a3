package io.graphbus.retry;

import io.graphbus.agent.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a line about a failed delivery says to machines, beside its text: where it failed, and in
 * which trace when its event carries one. It stands in the logging context while the line is
 * written.
 */
record FailureFields(String agent, String subscriber) {

    private static final String TRACEPARENT = "traceparent";
    private static final String TRACE_FORM = "[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*";

    void around(@Nullable Event event, Runnable line) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        put(event);
        try {
            line.run();
        } finally {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        }
    }

    private void put(@Nullable Event event) {
        MDC.put("agent", agent);
        MDC.put("subscriber", subscriber);
        MDC.remove("method");
        if (event == null) {
            return;
        }
        MDC.put("topic", event.topic());
        String trace = event.headers().get(TRACEPARENT);
        if (trace != null && trace.matches(TRACE_FORM)) {
            MDC.put("traceId", trace.substring(3, 35));
            MDC.put("spanId", trace.substring(36, 52));
        }
    }
}
