package io.graphbus.server.event.cloud;

import io.graphbus.agent.Priority;
import io.graphbus.bus.Publish;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event from outside as a publish. Attributes of the specification become headers with {@code
 * ce-} before their names, extensions become headers of their own names; what GraphBus has a place
 * for goes there too.
 */
final class Inbound {

    static final String PREFIX = "ce-";

    /** Names extensions that were no strings, which is what headers are. */
    static final String TYPES = "cloudevents-types";

    private Inbound() {}

    static String topic(CloudEvent event) {
        String named = event.text("gbtopic");
        return named == null ? TopicNames.topic(String.valueOf(event.text("type"))) : named;
    }

    static Publish publish(CloudEvent event) {
        return Publish.to(topic(event), event.data())
                .key(key(event))
                .priority(priority(event))
                .schemaVersion(event.text("gbversion"))
                .headers(headers(event));
    }

    private static @Nullable String key(CloudEvent event) {
        String key = event.text("partitionkey");
        return key == null ? event.text("subject") : key;
    }

    private static @Nullable Priority priority(CloudEvent event) {
        String name = event.text("gbpriority");
        return name == null ? null : Priority.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> headers(CloudEvent event) {
        var headers = new LinkedHashMap<String, String>();
        event.attributes()
                .forEach(
                        (name, value) ->
                                headers.put(
                                        AttributeRules.CORE.contains(name) ? PREFIX + name : name,
                                        value.toString()));
        String types =
                event.attributes().entrySet().stream()
                        .filter(e -> !(e.getValue() instanceof String))
                        .map(e -> e.getKey() + "=" + type(e.getValue()))
                        .collect(Collectors.joining(","));
        if (!types.isEmpty()) {
            headers.put(TYPES, types);
        }
        return headers;
    }

    private static String type(Object value) {
        return value instanceof Integer ? "integer" : "boolean";
    }
}
