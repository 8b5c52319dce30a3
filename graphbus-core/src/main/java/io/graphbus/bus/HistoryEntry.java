package io.graphbus.bus;

import io.graphbus.agent.Event;
import java.util.List;

/** An event that was published, with how each of its subscriptions fared. */
public record HistoryEntry(Event event, List<DeliveryRecord> deliveries) {

    public HistoryEntry {
        deliveries = List.copyOf(deliveries);
    }
}
