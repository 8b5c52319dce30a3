package io.graphbus.server.event.stream;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.server.event.EventFilter;
import io.graphbus.server.event.EventView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One event on its way to all clients; written as JSON once, by the first who needs it. */
final class Frame {

    private final GraphBus bus;
    private final Event event;
    private final List<DeliveryRecord> deliveries;
    private volatile @Nullable String text;

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

    /** In the format of server-sent events. */
    String text(JsonMapper json) {
        String known = text;
        if (known != null) {
            return known;
        }
        String data = json.writeValueAsString(EventView.of(bus, event, deliveries));
        String made =
                "id: " + id() + "\ndata: " + data.replace("\r", "").replace("\n", " ") + "\n\n";
        text = made;
        return made;
    }
}
