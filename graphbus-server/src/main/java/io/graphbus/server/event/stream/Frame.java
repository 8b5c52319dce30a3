package io.graphbus.server.event.stream;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.server.event.EventFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event on its way to all clients; put into words once, by the first who needs them. */
final class Frame {

    private final GraphBus bus;
    private final Event event;
    private final List<DeliveryRecord> deliveries;
    private volatile byte @Nullable [] ours;
    private volatile byte @Nullable [] cloudEvent;

    Frame(GraphBus bus, Event event, List<DeliveryRecord> deliveries) {
        this.bus = bus;
        this.event = event;
        this.deliveries = List.copyOf(deliveries);
    }

    String id() {
        return event.id();
    }

    boolean wantedBy(EventFilter filter) {
        return filter.matches(event, bus.graph());
    }

    byte[] bytes(Format format, FrameWriter writer) {
        return switch (format) {
            case GRAPHBUS -> ours(writer);
            case CLOUDEVENTS -> cloudEvent(writer);
        };
    }

    private byte[] ours(FrameWriter writer) {
        byte[] known = ours;
        if (known == null) {
            synchronized (this) {
                known = ours;
                if (known == null) {
                    known = writer.event(id(), writer.json(bus, event, deliveries));
                    ours = known;
                }
            }
        }
        return known;
    }

    private byte[] cloudEvent(FrameWriter writer) {
        byte[] known = cloudEvent;
        if (known == null) {
            synchronized (this) {
                known = cloudEvent;
                if (known == null) {
                    known = writer.event(id(), writer.cloudEvent(bus, event));
                    cloudEvent = known;
                }
            }
        }
        return known;
    }
}
