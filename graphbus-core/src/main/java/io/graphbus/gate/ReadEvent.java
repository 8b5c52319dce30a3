package io.graphbus.gate;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.invoke.Payloads;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as one subscription reads it: its payload migrated, or judged as it is. */
public final class ReadEvent implements Event {

    private final Event original;
    private final @Nullable String from;
    private final @Nullable Object payload;
    private final @Nullable String version;

    /**
     * An event with another payload.
     *
     * @param payload as JSON that nobody else changes
     * @param from version that was written
     * @param version of this payload
     */
    public ReadEvent(Event original, Object payload, String from, String version) {
        this(original, from, payload, version);
    }

    private ReadEvent(
            Event original,
            @Nullable String from,
            @Nullable Object payload,
            @Nullable String version) {
        this.original = original;
        this.from = from;
        this.payload = payload;
        this.version = version;
    }

    /** An event that is handed over as it is, although it was refused. */
    public static ReadEvent refused(Event event) {
        return new ReadEvent(event, null, event.payload(), event.schemaVersion());
    }

    /** The event as it was published. */
    public Event original() {
        return original;
    }

    /** The version that was written; {@code null} when the payload was not migrated. */
    public @Nullable String from() {
        return from;
    }

    @Override
    public String id() {
        return original.id();
    }

    @Override
    public String topic() {
        return original.topic();
    }

    @Override
    public String source() {
        return original.source();
    }

    @Override
    public @Nullable Object payload() {
        return payload;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a null payload is null in every type
    public <T> T payload(Class<T> type) {
        return (T) payloadAs(type, type);
    }

    /**
     * The payload as a handler wants it.
     *
     * @param raw the type's class
     */
    public @Nullable Object payloadAs(Class<?> raw, Type type) {
        boolean plain = raw != Object.class && type instanceof Class<?>;
        return payload == null || (plain && raw.isInstance(payload))
                ? payload
                : Payloads.convert(payload, type);
    }

    @Override
    public Instant time() {
        return original.time();
    }

    @Override
    public @Nullable String key() {
        return original.key();
    }

    @Override
    public Priority priority() {
        return original.priority();
    }

    /** The version that was migrated to. */
    @Override
    public @Nullable String schemaVersion() {
        return version;
    }

    @Override
    public Map<String, String> headers() {
        return original.headers();
    }

    @Override
    public String correlationId() {
        return original.correlationId();
    }

    @Override
    public @Nullable String causationId() {
        return original.causationId();
    }

    @Override
    public @Nullable Instant expires() {
        return original.expires();
    }

    @Override
    public int hops() {
        return original.hops();
    }

    @Override
    public String toString() {
        return original + " as " + version;
    }
}
