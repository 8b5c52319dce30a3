package io.graphbus.cli.repl;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.cli.output.Documents;
import io.graphbus.cli.output.Style;
import io.graphbus.cli.output.Table;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as REST tells them, and as people like to see them. */
final class EventView {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private EventView() {}

    static Map<String, Object> fields(GraphBus bus, HistoryEntry entry) {
        Event event = entry.event();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", event.id());
        fields.put("topic", event.topic());
        fields.put("source", event.source());
        fields.put("time", event.time().toString());
        if (event.key() != null) {
            fields.put("key", event.key());
        }
        fields.put("priority", event.priority().name());
        fields.put("payload", Documents.parse("payload", bus.payloadJson(event)));
        fields.put("deliveries", entry.deliveries().stream().map(EventView::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(DeliveryRecord delivery) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("agent", delivery.agent());
        fields.put("handler", delivery.handler());
        fields.put("status", delivery.status().toString());
        fields.put("attempts", delivery.attempts());
        if (delivery.error() != null) {
            fields.put("error", delivery.error());
        }
        if (delivery.nextAttempt() != null) {
            fields.put("nextAttempt", delivery.nextAttempt().toString());
        }
        return fields;
    }

    static Table table(GraphBus bus, List<HistoryEntry> entries) {
        Table table = Table.of("TIME", "TOPIC", "SOURCE", "DELIVERIES", "PAYLOAD");
        for (HistoryEntry entry : entries) {
            Event event = entry.event();
            table.row(
                    TIME.format(event.time()),
                    event.topic(),
                    event.source(),
                    entry.deliveries().stream()
                            .map(d -> d.agent() + "." + d.handler() + " " + d.status())
                            .collect(Collectors.joining(", ")),
                    bus.payloadJson(event));
        }
        return table;
    }

    /** One line for an event as it passes by. */
    static String line(GraphBus bus, Event event, Style style) {
        return style.dim(TIME.format(event.time()))
                + "  "
                + style.cyan(event.topic())
                + "  "
                + event.source()
                + "  "
                + bus.payloadJson(event);
    }
}
