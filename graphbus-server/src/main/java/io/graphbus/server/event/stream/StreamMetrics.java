package io.graphbus.server.event.stream;

import io.graphbus.server.event.stream.EventStream.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How many listen to the stream, and how many were sent away. */
@Component
class StreamMetrics implements MeterBinder {

    private final EventStream stream;

    StreamMetrics(EventStream stream) {
        this.stream = stream;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("graphbus.events.stream.clients", stream, s -> s.listening().size())
                .description("Clients that listen to the event stream")
                .register(registry);
        for (Reason reason : Reason.values()) {
            FunctionCounter.builder(
                            "graphbus.events.stream.dropped", stream, s -> s.dropped(reason))
                    .description("Clients that the event stream has sent away")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }
}
