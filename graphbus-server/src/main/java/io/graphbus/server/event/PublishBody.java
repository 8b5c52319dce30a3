package io.graphbus.server.event;

import io.graphbus.agent.Priority;
import io.graphbus.bus.Publish;
import io.graphbus.model.Durations;
import io.graphbus.model.TopicPattern;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.problem.Violation;
import io.graphbus.schema.Version;
import io.graphbus.server.event.cloud.CloudEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of a publish, gathering every fault in it. One per request. */
final class PublishBody {

    private static final List<String> FIELDS =
            List.of(
                    "topic",
                    "payload",
                    "key",
                    "priority",
                    "schemaVersion",
                    "headers",
                    "idempotencyKey",
                    "expiresAfter");

    private final JsonNode body;
    private final List<Violation> faults = new ArrayList<>();

    private PublishBody(JsonNode body) {
        this.body = body;
    }

    /**
     * Reads the body of a request.
     *
     * @throws io.graphbus.problem.GraphBusException {@code INVALID_TOPIC}, or {@code
     *     INVALID_REQUEST} naming every wrong field
     */
    static Publish read(JsonNode body) {
        return new PublishBody(body).publish();
    }

    private Publish publish() {
        if (!body.isObject()) {
            throw problem("The body is not a JSON object.");
        }
        for (String name : body.propertyNames()) {
            if (!FIELDS.contains(name)) {
                fault(name, "is not known here");
            }
        }
        String topic = text("topic");
        String key = text("key");
        String schemaVersion = schemaVersion();
        Priority priority = priority();
        Map<String, String> headers = headers();
        String idempotencyKey = idempotencyKey();
        Duration expiresAfter = expiresAfter();
        if (!body.has("payload")) {
            fault("payload", "is missing");
        }
        if (topic == null && !body.has("topic")) {
            fault("topic", "is missing");
        }
        if (topic == null || !faults.isEmpty()) {
            throw problem(
                    faults.stream()
                            .map(fault -> fault.path() + " " + fault.message())
                            .collect(Collectors.joining("; ", "", ".")));
        }
        check(topic);
        return Publish.to(topic, body.get("payload"))
                .key(key)
                .priority(priority)
                .schemaVersion(schemaVersion)
                .headers(headers)
                .idempotencyKey(idempotencyKey)
                .expiresAfter(expiresAfter);
    }

    private @Nullable String text(String field) {
        JsonNode value = body.get(field);
        if (value == null || (value.isNull() && !field.equals("topic"))) {
            return null;
        }
        if (!value.isString()) {
            fault(field, "is not a string");
            return null;
        }
        if (!isPlain(value.stringValue())) {
            fault(field, "has a control character");
            return null;
        }
        return value.stringValue();
    }

    private @Nullable String schemaVersion() {
        String version = text("schemaVersion");
        if (version != null && !Version.isValid(version)) {
            fault("schemaVersion", "is no version such as 1.4.0");
        }
        return version;
    }

    private @Nullable String idempotencyKey() {
        String key = text("idempotencyKey");
        if (key != null && !IdempotencyKey.isUsable(key)) {
            fault("idempotencyKey", IdempotencyKey.RULE);
        }
        return key;
    }

    private @Nullable Duration expiresAfter() {
        String text = text("expiresAfter");
        try {
            Duration time = text == null ? null : Durations.parse(text);
            if (time == null || Publish.isExpiry(time)) {
                return time;
            }
            fault("expiresAfter", "is not positive, or more than 1,000 years");
        } catch (IllegalArgumentException e) {
            fault("expiresAfter", "is no duration such as 30s or PT30S");
        }
        return null;
    }

    private @Nullable Priority priority() {
        String name = text("priority");
        if (name == null) {
            return null;
        }
        for (Priority priority : Priority.values()) {
            if (priority.name().equalsIgnoreCase(name)) {
                return priority;
            }
        }
        fault("priority", "is none of " + Arrays.toString(Priority.values()));
        return null;
    }

    private Map<String, String> headers() {
        JsonNode node = body.get("headers");
        var headers = new LinkedHashMap<String, String>();
        if (node == null || node.isNull()) {
            return headers;
        }
        if (!node.isObject()) {
            fault("headers", "is not an object of strings");
            return headers;
        }
        node.properties().forEach(entry -> header(headers, entry.getKey(), entry.getValue()));
        return headers;
    }

    private void header(Map<String, String> headers, String name, JsonNode value) {
        if (!value.isString()) {
            fault("headers." + name, "is not a string");
        } else if (name.isEmpty() || !isPlain(name) || !isPlain(value.stringValue())) {
            fault("headers." + name, "is empty or has a control character");
        } else if (CloudEvents.isAttribute(name)) {
            fault("headers." + name, "is kept for CloudEvents; send one instead");
        } else {
            headers.put(name, value.stringValue());
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static void check(String topic) {
        if (!TopicPattern.isTopic(topic)) {
            throw Problem.of(
                            ProblemCode.INVALID_TOPIC,
                            topic,
                            "This is not a topic.",
                            "A topic looks like /Order/Created: segments of letters, digits, _ . -"
                                    + " after a slash each, at most 255 characters.")
                    .toException();
        }
    }

    private void fault(String field, String message) {
        faults.add(new Violation(field, message));
    }

    private RuntimeException problem(String message) {
        return Problem.of(
                        ProblemCode.INVALID_REQUEST,
                        faults.isEmpty() ? "body" : faults.getFirst().path(),
                        message,
                        "Known fields: " + String.join(", ", FIELDS) + ".")
                .with(faults)
                .toException();
    }
}
