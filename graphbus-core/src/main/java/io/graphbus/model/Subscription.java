package io.graphbus.model;

import io.graphbus.agent.Priority;
import io.graphbus.agent.Start;
import io.graphbus.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of an agent; its identity in the graph is (agent, id).
 *
 * @param topic a topic or pattern
 * @param handler name of the handling method
 * @param form which arguments the handler takes
 * @param payloadType as {@link java.lang.reflect.Type#getTypeName()} says it; {@code null} when the
 *     handler takes no payload
 * @param payloadSchema what the handler accepts
 * @param filter a CEL expression; {@code null} for none
 * @param key a JSON Pointer into the payload for ordering; {@code null} for the publisher's key
 * @param retry how failed deliveries are tried again; {@code null} for as configured
 * @param from where it begins among kept events when it is new
 * @param schemaVersion accepted range of payload versions; {@code null} when not declared
 * @param publishes where the handler's result goes
 * @param line of the declaration in its source file; 0 when unknown
 */
public record Subscription(
        String id,
        TopicPattern topic,
        String handler,
        Form form,
        @Nullable String payloadType,
        Schema payloadSchema,
        @Nullable String filter,
        @Nullable String key,
        Priority priority,
        @Nullable RetrySettings retry,
        Start from,
        @Nullable String schemaVersion,
        List<Publication> publishes,
        int line) {

    public Subscription {
        publishes = List.copyOf(publishes);
    }

    /** The same handler, with all its terms, on another topic. */
    public Subscription on(TopicPattern other, String otherId) {
        return new Subscription(
                otherId,
                other,
                handler,
                form,
                payloadType,
                payloadSchema,
                filter,
                key,
                priority,
                retry,
                from,
                schemaVersion,
                publishes,
                line);
    }

    /** The same subscription with other schemas. */
    public Subscription with(Schema accepted, List<Publication> publications) {
        return new Subscription(
                id,
                topic,
                handler,
                form,
                payloadType,
                accepted,
                filter,
                key,
                priority,
                retry,
                from,
                schemaVersion,
                publications,
                line);
    }

    /** The same subscription, ordered by the publisher's key. */
    public Subscription withoutKey() {
        return new Subscription(
                id,
                topic,
                handler,
                form,
                payloadType,
                payloadSchema,
                filter,
                null,
                priority,
                retry,
                from,
                schemaVersion,
                publishes,
                line);
    }

    /**
     * A subscription of a callable method, which hears the payload as its only parameter or takes
     * nothing; of no topic yet.
     */
    public static Subscription ofMethod(MethodDefinition method) {
        boolean takesPayload = !method.parameters().isEmpty();
        return new Subscription(
                method.name(),
                new TopicPattern("/"),
                method.name(),
                takesPayload ? Form.PAYLOAD : Form.NONE,
                takesPayload ? method.parameters().get(0).type() : null,
                Schema.ANY,
                null,
                null,
                Priority.NORMAL,
                null,
                Start.LATEST,
                null,
                method.publishes(),
                method.line());
    }

    /** Which arguments a handler takes. */
    public enum Form {
        NONE,
        PAYLOAD,
        EVENT,
        PAYLOAD_AND_EVENT
    }
}
