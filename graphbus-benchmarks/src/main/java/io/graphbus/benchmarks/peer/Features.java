package io.graphbus.benchmarks.peer;

import io.graphbus.GraphBus;
import io.graphbus.health.HealthPolicy;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal;
import io.graphbus.signal.SignalListener;

/** What of GraphBus is switched on. */
public enum Features {

    /** No history, no statistics, no health, nobody listens. */
    OFF,

    /** As by default: history, statistics with latency histograms, health. */
    ON,

    /** The same, and somebody listens to every delivery. */
    LISTENER,

    /** The same, and an interceptor stands around every execution. */
    INTERCEPTOR;

    /** A builder of such a graph. */
    public GraphBus.Builder builder(int mailboxCapacity) {
        RuntimeOptions.Builder options = RuntimeOptions.builder().mailboxCapacity(mailboxCapacity);
        if (this == OFF) {
            options.historySize(0).statistics(false);
            return GraphBus.builder().options(options.build());
        }
        GraphBus.Builder builder =
                GraphBus.builder().options(options.build()).health(HealthPolicy.DEFAULTS);
        return switch (this) {
            case OFF, ON -> builder;
            case LISTENER -> builder.listener(SignalListener.of(EngineSignal.class, signal -> {}));
            case INTERCEPTOR -> builder.interceptor((invocation, next) -> next.proceed(invocation));
        };
    }
}
