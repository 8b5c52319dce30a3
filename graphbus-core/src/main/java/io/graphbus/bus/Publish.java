package io.graphbus.bus;

import io.graphbus.agent.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish to publish. Only topic and payload are needed; the other parts are added by the methods
 * named like them.
 *
 * @param payload any value, or {@link Json} text that is yet to be read
 * @param key orders events: those with equal keys are handled in turn
 * @param priority {@code null} leaves the place in the queue to each subscription
 * @param schemaVersion of the payload, when the publisher declares one
 * @param idempotencyKey lets the event be published once, however often it is asked for; needs an
 *     {@code Idempotency} in the graph
 */
public record Publish(
        String topic,
        @Nullable Object payload,
        @Nullable String key,
        @Nullable Priority priority,
        @Nullable String schemaVersion,
        Map<String, String> headers,
        @Nullable String idempotencyKey) {

    public Publish {
        headers = Map.copyOf(headers);
    }

    /** The plainest request. */
    public static Publish to(String topic, @Nullable Object payload) {
        return new Publish(topic, payload, null, null, null, Map.of(), null);
    }

    /** A request whose payload is JSON text, as it comes over HTTP or from a command line. */
    public static Publish json(String topic, String text) {
        return to(topic, new Json(text));
    }

    public Publish key(@Nullable String value) {
        return new Publish(topic, payload, value, priority, schemaVersion, headers, idempotencyKey);
    }

    public Publish priority(@Nullable Priority value) {
        return new Publish(topic, payload, key, value, schemaVersion, headers, idempotencyKey);
    }

    public Publish schemaVersion(@Nullable String value) {
        return new Publish(topic, payload, key, priority, value, headers, idempotencyKey);
    }

    public Publish headers(Map<String, String> value) {
        return new Publish(topic, payload, key, priority, schemaVersion, value, idempotencyKey);
    }

    public Publish idempotencyKey(@Nullable String value) {
        return new Publish(topic, payload, key, priority, schemaVersion, headers, value);
    }

    /** The same request with another payload. */
    public Publish payload(@Nullable Object value) {
        return new Publish(topic, value, key, priority, schemaVersion, headers, idempotencyKey);
    }

    /** Whether it asks for nothing beside topic and payload. */
    public boolean isPlain() {
        return key == null
                && priority == null
                && schemaVersion == null
                && headers.isEmpty()
                && idempotencyKey == null;
    }

    /** A payload that is still JSON text. */
    public record Json(String text) {}
}
