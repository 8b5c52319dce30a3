package io.graphbus.gate;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.invoke.Payloads;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event whose payload was brought to another version for one subscriber. */
public final class MigratedEvent implements Event {

    private final Event original;
    private final Object payload;
    private final String version;

    /**
     * An event with another payload.
     *
     * @param payload as JSON that nobody else changes
     * @param version of this payload
     */
    public MigratedEvent(Event original, Object payload, String version) {
        this.original = original;
        this.payload = payload;
        this.version = version;
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
    public Object payload() {
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
        return raw != Object.class && raw.isInstance(payload)
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
    public String schemaVersion() {
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
    public int hops() {
        return original.hops();
    }

    @Override
    public String toString() {
        return original + " as " + version;
    }
}
