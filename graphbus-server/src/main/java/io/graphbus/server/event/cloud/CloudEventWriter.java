package io.graphbus.server.event.cloud;

import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.problem.GraphBusException;
import io.graphbus.server.event.syntax.JsonText;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;

/** Writes events as CloudEvents 1.0 in the JSON event format. Usable from any thread. */
@Component
@EnableConfigurationProperties(CloudEventProperties.class)
public class CloudEventWriter {

    private static final String JSON = "application/json";
    private static final String BYTES = "application/octet-stream";

    private final JsonMapper json;
    private final String home;

    public CloudEventWriter(JsonMapper json, CloudEventProperties properties) {
        this.json = json;
        this.home = "/graphbus/" + UriUtils.encode(properties.graphName(), "UTF-8");
    }

    /** One event. */
    public String write(GraphBus bus, Event event) {
        Data data = data(bus, event);
        Map<String, Object> attributes =
                new Outbound(event).attributes(home, bus.graph(), data == null ? null : data.type);
        String text = json.writeValueAsString(attributes);
        return data == null
                ? text
                : text.substring(0, text.length() - 1)
                        + ",\""
                        + data.member
                        + "\":"
                        + data.value
                        + "}";
    }

    /** A batch of events. */
    public String write(GraphBus bus, List<Event> events) {
        return events.stream()
                .map(event -> write(bus, event))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static @Nullable Data data(GraphBus bus, Event event) {
        return switch (event.payload()) {
            case null -> null;
            case BinaryNode bytes -> Data.of(bytes.binaryValue());
            case byte[] bytes -> Data.of(bytes);
            default -> json(bus, event);
        };
    }

    /** A payload that has no JSON form is left out: others are to be seen. */
    private static @Nullable Data json(GraphBus bus, Event event) {
        try {
            return new Data("data", JsonText.ofPayload(bus, event), JSON);
        } catch (GraphBusException e) {
            return null;
        }
    }

    private record Data(String member, String value, String type) {

        static Data of(byte[] bytes) {
            String base64 = Base64.getEncoder().encodeToString(bytes);
            return new Data("data_base64", '"' + base64 + '"', BYTES);
        }
    }
}
