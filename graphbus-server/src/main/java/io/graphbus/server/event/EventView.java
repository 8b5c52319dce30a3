package io.graphbus.server.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.graphbus.GraphBus;
import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.problem.GraphBusException;
import io.graphbus.server.event.syntax.JsonText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event and what became of it.
 *
 * @param source the publishing agent, or {@code external}
 * @param payload as JSON text
 */
@Schema(name = "Event")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventView(
        @Schema(example = "n1-42") String id,
        @Schema(example = "/Hello/MessageGenerated") String topic,
        @Schema(example = "HelloService") String source,
        Instant time,
        @Nullable String key,
        Priority priority,
        @Nullable String schemaVersion,
        @Schema(
                        implementation = Object.class,
                        example = "{\"name\":\"Ada\",\"message\":\"Hello, Ada!\"}")
                @JsonRawValue
                String payload,
        List<Delivery> deliveries) {

    static EventView of(GraphBus bus, HistoryEntry entry) {
        return of(bus, entry.event(), entry.deliveries());
    }

    public static EventView of(GraphBus bus, Event event, List<DeliveryRecord> deliveries) {
        return new EventView(
                event.id(),
                event.topic(),
                event.source(),
                event.time(),
                event.key(),
                event.priority(),
                event.schemaVersion(),
                payload(bus, event),
                deliveries.stream().map(Delivery::of).toList());
    }

    /** An event whose payload has no JSON form is shown as {@code null}: others are to be seen. */
    private static String payload(GraphBus bus, Event event) {
        try {
            return JsonText.ofPayload(bus, event);
        } catch (GraphBusException e) {
            return "null";
        }
    }

    /** The shape of a page for the OpenAPI document. */
    @Schema(name = "Events")
    record Events(
            List<EventView> items,
            @Schema(description = "Send as cursor for the next page; absent on the last one")
                    @Nullable String nextCursor) {}

    /** What became of an event at one subscription. */
    @Schema(name = "Delivery")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delivery(
            @Schema(example = "LoggerService") String agent,
            @Schema(example = "onMessage") String handler,
            DeliveryRecord.Status status,
            int attempts,
            @Nullable String error,
            @Schema(description = "When a failed delivery is tried again")
                    @Nullable Instant nextAttempt) {

        static Delivery of(DeliveryRecord record) {
            return new Delivery(
                    record.agent(),
                    record.handler(),
                    record.status(),
                    record.attempts(),
                    record.error(),
                    record.nextAttempt());
        }
    }
}
