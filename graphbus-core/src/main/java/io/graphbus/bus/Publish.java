package io.graphbus.bus;

import io.graphbus.agent.Priority;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
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
 * @param expiresAfter from so long after its time on it is not handled any more, counted as
 *     expired; {@code null} for never
 */
public record Publish(
        String topic,
        @Nullable Object payload,
        @Nullable String key,
        @Nullable Priority priority,
        @Nullable String schemaVersion,
        Map<String, String> headers,
        @Nullable String idempotencyKey,
        @Nullable Duration expiresAfter) {

    private static final Duration LONGEST_EXPIRY = Duration.ofDays(365_000);

    public Publish {
        headers = Map.copyOf(headers);
        if (expiresAfter != null && !isExpiry(expiresAfter)) {
            throw noExpiry(topic, expiresAfter);
        }
    }

    /** Whether events can expire after such a time: more than nothing, at most 1,000 years. */
    public static boolean isExpiry(Duration time) {
        return time.isPositive() && time.compareTo(LONGEST_EXPIRY) <= 0;
    }

    private static RuntimeException noExpiry(String topic, Duration time) {
        return Problem.of(
                        ProblemCode.INVALID_ARGUMENTS,
                        topic,
                        "an event cannot expire after " + time,
                        "Give a duration that is more than nothing and at most 1,000 years, or none"
                                + " for events that never expire.")
                .toException();
    }

    /** The plainest request. */
    public static Publish to(String topic, @Nullable Object payload) {
        return new Publish(topic, payload, null, null, null, Map.of(), null, null);
    }

    /** A request whose payload is JSON text, as it comes over HTTP or from a command line. */
    public static Publish json(String topic, String text) {
        return to(topic, new Json(text));
    }

    public Publish key(@Nullable String value) {
        return new Publish(
                topic,
                payload,
                value,
                priority,
                schemaVersion,
                headers,
                idempotencyKey,
                expiresAfter);
    }

    public Publish priority(@Nullable Priority value) {
        return new Publish(
                topic, payload, key, value, schemaVersion, headers, idempotencyKey, expiresAfter);
    }

    public Publish schemaVersion(@Nullable String value) {
        return new Publish(
                topic, payload, key, priority, value, headers, idempotencyKey, expiresAfter);
    }

    public Publish headers(Map<String, String> value) {
        return new Publish(
                topic, payload, key, priority, schemaVersion, value, idempotencyKey, expiresAfter);
    }

    public Publish idempotencyKey(@Nullable String value) {
        return new Publish(
                topic, payload, key, priority, schemaVersion, headers, value, expiresAfter);
    }

    /**
     * Lets the event be handled only within a time.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_ARGUMENTS} unless it {@link
     *     #isExpiry}
     */
    public Publish expiresAfter(@Nullable Duration value) {
        return new Publish(
                topic, payload, key, priority, schemaVersion, headers, idempotencyKey, value);
    }

    /** The same request with another payload. */
    public Publish payload(@Nullable Object value) {
        return new Publish(
                topic, value, key, priority, schemaVersion, headers, idempotencyKey, expiresAfter);
    }

    /** Whether it asks for nothing beside topic and payload. */
    public boolean isPlain() {
        return key == null
                && priority == null
                && schemaVersion == null
                && headers.isEmpty()
                && idempotencyKey == null
                && expiresAfter == null;
    }

    /** When an event of this time expires; {@code null} for never. */
    @Nullable Instant expires(long millis) {
        return expiresAfter == null ? null : Instant.ofEpochMilli(millis).plus(expiresAfter);
    }

    /** A payload that is still JSON text. */
    public record Json(String text) {}
}
