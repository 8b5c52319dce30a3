package io.graphbus.coherence;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event without a bus. */
record Seen(String id, String source, String topic, @Nullable String schemaVersion, Instant time)
        implements Event {

    @Override
    public @Nullable Object payload() {
        return null;
    }

    @Override
    public <T> T payload(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable String key() {
        return null;
    }

    @Override
    public Priority priority() {
        return Priority.NORMAL;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public String correlationId() {
        return id;
    }

    @Override
    public @Nullable String causationId() {
        return null;
    }

    @Override
    public int hops() {
        return 0;
    }
}
