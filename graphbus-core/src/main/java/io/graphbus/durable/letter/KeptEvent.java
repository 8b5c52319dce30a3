package io.graphbus.durable.letter;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.invoke.Payloads;
import io.graphbus.schema.Json;
import io.graphbus.store.log.EventData;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event as it was kept, seen as subscribers see it. Immutable. */
public final class KeptEvent implements Event {

    private final EventData data;
    private final JsonNode payload;

    public KeptEvent(EventData data) {
        this.data = data;
        this.payload = Json.MAPPER.readTree(data.payload());
    }

    @Override
    public String id() {
        return data.id();
    }

    @Override
    public String topic() {
        return data.topic();
    }

    @Override
    public String source() {
        return data.source();
    }

    @Override
    public @Nullable Object payload() {
        return payload.isNull() ? null : payload;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a null payload is null in every type
    public <T> T payload(Class<T> type) {
        return (T) Payloads.as(type, payload());
    }

    @Override
    public Instant time() {
        return data.time();
    }

    @Override
    public @Nullable String key() {
        return data.key();
    }

    @Override
    public Priority priority() {
        Priority wished = data.priority();
        return wished == null ? Priority.NORMAL : wished;
    }

    @Override
    public @Nullable String schemaVersion() {
        return data.schemaVersion();
    }

    @Override
    public Map<String, String> headers() {
        return data.headers();
    }

    @Override
    public String correlationId() {
        return data.correlationId();
    }

    @Override
    public @Nullable String causationId() {
        return data.causationId();
    }

    @Override
    public @Nullable Instant expires() {
        return data.expires();
    }

    @Override
    public int hops() {
        return data.hops();
    }
}
