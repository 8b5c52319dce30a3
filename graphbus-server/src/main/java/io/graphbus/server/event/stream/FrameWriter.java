package io.graphbus.server.event.stream;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.server.event.EventView;
import io.graphbus.server.event.cloud.CloudEventWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes in the format of server-sent events. Whatever stands in an event, it stays one field on
 * one line.
 */
@Component
class FrameWriter {

    static final byte[] BEGINNING = bytes("retry: 2000\n\n");
    static final byte[] HEARTBEAT = bytes(": heartbeat\n\n");

    private final JsonMapper json;
    private final CloudEventWriter cloudEvents;

    FrameWriter(JsonMapper json, CloudEventWriter cloudEvents) {
        this.json = json;
        this.cloudEvents = cloudEvents;
    }

    String json(GraphBus bus, Event event, List<DeliveryRecord> deliveries) {
        return json.writeValueAsString(EventView.of(bus, event, deliveries));
    }

    String cloudEvent(GraphBus bus, Event event) {
        return cloudEvents.write(bus, event);
    }

    /** An event of the graph. */
    byte[] event(String id, String data) {
        return bytes("id: " + oneLine(id) + "\ndata: " + oneLine(data) + "\n\n");
    }

    /** News of the stream itself, without an id, so that the last event seen stays the same. */
    byte[] notice(String name, Map<String, ?> data) {
        return bytes(
                "event: " + name + "\ndata: " + oneLine(json.writeValueAsString(data)) + "\n\n");
    }

    private static String oneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace('\r', ' ').replace('\n', ' ');
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
