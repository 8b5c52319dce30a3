package io.graphbus.artifact;

import io.graphbus.agent.Priority;
import io.graphbus.agent.Start;
import io.graphbus.model.Durations;
import io.graphbus.model.RetrySettings;
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
        @Nullable Retry retry,
        @Nullable Start from,
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

    /** How failed deliveries are tried again; what is absent is as configured. */
    record Retry(
            @Nullable Integer retries,
            @Nullable String delay,
            @Nullable Double multiplier,
            @Nullable Double jitter,
            @Nullable String maxDelay,
            @Nullable List<String> retryOn,
            @Nullable List<String> noRetryOn) {

        Retry {
            retryOn = orNone(retryOn);
            noRetryOn = orNone(noRetryOn);
            List<String> faults =
                    settings(retries, delay, multiplier, jitter, maxDelay, retryOn, noRetryOn)
                            .faults();
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", faults));
            }
        }

        static Retry from(RetrySettings s) {
            return new Retry(
                    s.retries(),
                    s.delay() == null ? null : Durations.text(s.delay()),
                    s.multiplier(),
                    s.jitter(),
                    s.maxDelay() == null ? null : Durations.text(s.maxDelay()),
                    s.retryOn(),
                    s.noRetryOn());
        }

        RetrySettings settings() {
            return settings(
                    retries,
                    delay,
                    multiplier,
                    jitter,
                    maxDelay,
                    orNone(retryOn),
                    orNone(noRetryOn));
        }

        private static RetrySettings settings(
                @Nullable Integer retries,
                @Nullable String delay,
                @Nullable Double multiplier,
                @Nullable Double jitter,
                @Nullable String maxDelay,
                List<String> retryOn,
                List<String> noRetryOn) {
            return new RetrySettings(
                    retries,
                    delay == null ? null : Durations.parse(delay),
                    multiplier,
                    jitter,
                    maxDelay == null ? null : Durations.parse(maxDelay),
                    retryOn,
                    noRetryOn);
        }

        private static List<String> orNone(@Nullable List<String> names) {
            return names == null ? List.of() : List.copyOf(names);
        }
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
                s.retry() == null ? null : Retry.from(s.retry()),
                s.from() == Start.LATEST ? null : s.from(),
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
                retry == null ? null : retry.settings(),
                from == null ? Start.LATEST : from,
                schemaVersion,
                MethodEntry.Publish.definitions(publications),
                line);
    }
}
