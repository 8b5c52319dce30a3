package io.graphbus.artifact;

import io.graphbus.agent.Priority;
import io.graphbus.model.Subscription;
import io.graphbus.model.Subscription.Form;
import io.graphbus.model.TopicPattern;
import io.graphbus.schema.Schema;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One subscription in {@code agents.json}. */
record SubscriptionEntry(
        String id,
        String topic,
        String handler,
        Form form,
        @Nullable String payloadType,
        JsonNode payloadSchema,
        @Nullable String filter,
        @Nullable String key,
        Priority priority,
        @Nullable String schemaVersion,
        List<String> publishes,
        List<MethodEntry.Publish> publications,
        int line) {

    SubscriptionEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(payloadSchema, "payloadSchema");
        Objects.requireNonNull(priority, "priority");
        publishes = List.copyOf(publishes);
        publications = List.copyOf(publications);
    }

    static SubscriptionEntry from(Subscription s) {
        return new SubscriptionEntry(
                s.id(),
                s.topic().text(),
                s.handler(),
                s.form(),
                s.payloadType(),
                s.payloadSchema().json(),
                s.filter(),
                s.key(),
                s.priority(),
                s.schemaVersion(),
                MethodEntry.Publish.topics(s.publishes()),
                MethodEntry.Publish.from(s.publishes()),
                s.line());
    }

    Subscription definition() {
        return new Subscription(
                id,
                new TopicPattern(topic),
                handler,
                form,
                payloadType,
                new Schema(payloadSchema),
                filter,
                key,
                priority,
                schemaVersion,
                MethodEntry.Publish.definitions(publications),
                line);
    }
}
