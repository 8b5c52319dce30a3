package io.graphbus.server.graph;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What the server measures of graphs that it has replaced. */
@Component
class GraphMetrics implements MeterBinder {

    private final LiveGraph live;

    GraphMetrics(LiveGraph live) {
        this.live = live;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("graphbus.graph.threads.left", live, l -> l.threadsLeft().count())
                .description("Threads that graphs have left which were replaced or given up")
                .register(registry);
    }
}
