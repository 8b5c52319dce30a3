package io.graphbus.server.event.stored;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.graphbus.agent.Priority;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.StoredEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as an event log keeps it. */
@Schema(name = "StoredEvent")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredEventView(
        long position,
        String id,
        String topic,
        String source,
        Instant time,
        @Nullable String key,
        Priority priority,
        @Nullable String schemaVersion,
        Map<String, String> headers,
        String correlationId,
        @Nullable String causationId,
        @Schema(implementation = Object.class) @JsonRawValue String payload) {

    static StoredEventView from(StoredEvent stored) {
        EventData event = stored.data();
        return new StoredEventView(
                stored.position(),
                event.id(),
                event.topic(),
                event.source(),
                event.time(),
                event.key(),
                event.priority() == null ? Priority.NORMAL : event.priority(),
                event.schemaVersion(),
                event.headers(),
                event.correlationId(),
                event.causationId(),
                event.payload());
    }
}
