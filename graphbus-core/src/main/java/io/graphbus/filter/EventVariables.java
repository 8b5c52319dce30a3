package io.graphbus.filter;

import io.graphbus.agent.Event;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a filter sees of an event: {@code payload}, {@code event}, and the payload's fields. Each is
 * worked out when it is asked for; for one evaluation on one thread.
 */
public final class EventVariables extends AbstractMap<String, @Nullable Object> {

    private static final Map<String, Function<Event, @Nullable Object>> ABOUT =
            Map.of(
                    "id", Event::id,
                    "topic", Event::topic,
                    "source", Event::source,
                    "time", event -> event.time().toString(),
                    "key", Event::key,
                    "priority", event -> event.priority().name(),
                    "schemaVersion", Event::schemaVersion,
                    "headers", Event::headers);

    private final Event event;
    private final Function<Event, @Nullable Object> plain;
    private boolean read;
    private @Nullable Object payload;

    /**
     * The variables of an event.
     *
     * @param plain gives its payload as maps, lists, texts, numbers and booleans
     */
    public EventVariables(Event event, Function<Event, @Nullable Object> plain) {
        this.event = event;
        this.plain = plain;
    }

    /** What {@code event} has. */
    public static Set<String> names() {
        return ABOUT.keySet();
    }

    private @Nullable Object payload() {
        if (!read) {
            payload = plain.apply(event);
            read = true;
        }
        return payload;
    }

    private Map<?, ?> fields() {
        return payload() instanceof Map<?, ?> map ? map : Map.of();
    }

    @Override
    public boolean containsKey(Object name) {
        return name.equals("payload") || name.equals("event") || fields().containsKey(name);
    }

    @Override
    public @Nullable Object get(Object name) {
        return switch (String.valueOf(name)) {
            case "payload" -> payload();
            case "event" -> new About(event);
            default -> fields().get(name);
        };
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        fields().forEach((name, value) -> all.put(String.valueOf(name), value));
        all.put("payload", payload());
        all.put("event", new About(event));
        return all.entrySet();
    }

    /** The event's own parts, all of them texts but the headers. */
    static final class About extends AbstractMap<String, @Nullable Object> {

        private final Event event;

        About(Event event) {
            this.event = event;
        }

        @Override
        public boolean containsKey(Object name) {
            return ABOUT.containsKey(name);
        }

        @Override
        public @Nullable Object get(Object name) {
            Function<Event, @Nullable Object> part = ABOUT.get(name);
            Object value = part == null ? null : part.apply(event);
            return part != null && value == null ? CelFilter.forCel(null) : value;
        }

        @Override
        public Set<Entry<String, @Nullable Object>> entrySet() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            ABOUT.keySet().forEach(name -> all.put(name, get(name)));
            return all.entrySet();
        }
    }
}
