package io.graphbus.server.event.cloud;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.schema.Version;
import io.graphbus.server.event.syntax.Timestamps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one event as a CloudEvent: those it came with when it was one, otherwise those
 * of this graph. What cannot be an attribute's value is left out. Used once, by one thread.
 */
final class Outbound {

    private static final String PREFIX = Inbound.PREFIX;
    private static final String FIRST = "1";

    private final Event event;
    private final Map<String, String> headers;
    private final Map<String, String> types;
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    Outbound(Event event) {
        this.event = event;
        this.headers = event.headers();
        this.types = types(headers.getOrDefault(Inbound.TYPES, ""));
    }

    /**
     * All attributes, {@code specversion} first.
     *
     * @param home where events of this graph come from, without the agent
     */
    Map<String, Object> attributes(String home, AgentGraph graph, @Nullable String contentType) {
        attributes.put("specversion", CloudEvent.VERSION);
        if (isForeign()) {
            AttributeRules.CORE.stream()
                    .sorted()
                    .forEach(name -> put(name, headers.get(PREFIX + name)));
        } else {
            own(home, graph, contentType);
        }
        headers.entrySet().stream()
                .filter(e -> !isSaidAnyway(e.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> put(e.getKey(), e.getValue()));
        put("gbtopic", event.topic());
        put("gbversion", event.schemaVersion());
        if (event.priority() != Priority.NORMAL) {
            put("gbpriority", event.priority().name());
        }
        return attributes;
    }

    private static boolean isSaidAnyway(String name) {
        return AttributeRules.CORE.contains(name)
                || name.equals("gbtopic")
                || name.equals("gbversion");
    }

    private boolean isForeign() {
        return Stream.of("id", "source", "type")
                .allMatch(
                        name -> {
                            String value = headers.get(PREFIX + name);
                            return value != null && AttributeRules.faultOf(name, value) == null;
                        });
    }

    private void own(String home, AgentGraph graph, @Nullable String contentType) {
        put("id", event.id());
        put("source", home + "/" + event.source());
        put("type", TopicNames.type(event.topic(), major()));
        put("time", event.time().toString());
        put("subject", event.key());
        put("datacontenttype", contentType);
        put("dataschema", schema(graph));
        put("partitionkey", event.key());
        put("correlationid", event.correlationId());
        put("causationid", event.causationId());
    }

    private String major() {
        String version = event.schemaVersion();
        return version == null || !Version.isValid(version)
                ? FIRST
                : version.substring(0, version.indexOf('.'));
    }

    /** The schema of what the agent publishes on the topic, in the version of its contract. */
    private @Nullable String schema(AgentGraph graph) {
        return graph.agent(event.source())
                .filter(agent -> agent.publishes().contains(event.topic()))
                .map(this::schema)
                .orElse(null);
    }

    private String schema(AgentDefinition agent) {
        return "urn:graphbus:contract:"
                + agent.name()
                + ":"
                + agent.contract().version().text()
                + ":publishes:"
                + event.topic().replace("/", "%2F");
    }

    private void put(String name, @Nullable String text) {
        if (text == null
                || AttributeRules.faultOfName(name) != null
                || AttributeRules.faultOf(name, text) != null) {
            return;
        }
        String utc = name.equals("time") ? Timestamps.toUtc(text) : null;
        attributes.put(name, utc == null ? typed(name, text) : utc);
    }

    private Object typed(String name, String text) {
        return switch (types.getOrDefault(name, "")) {
            case "integer" -> Integer.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            default -> text;
        };
    }

    private static Map<String, String> types(String header) {
        var types = new LinkedHashMap<String, String>();
        for (String part : header.split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                types.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return types;
    }
}
