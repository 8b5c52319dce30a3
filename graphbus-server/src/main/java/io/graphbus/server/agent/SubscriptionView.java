package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.agent.Priority;
import io.graphbus.model.Durations;
import io.graphbus.model.RetrySettings;
import io.graphbus.model.Subscription;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who listens to what; its identity is (agent, id). */
@Schema(name = "Subscription")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionView(
        @Schema(example = "LoggerService") String agent,
        @Schema(example = "onMessage") String id,
        @Schema(description = "Topic or pattern", example = "/Hello/MessageGenerated") String topic,
        @Schema(example = "onMessage") String handler,
        Priority priority,
        @Nullable String filter,
        @Nullable String key,
        @Nullable Retries retry,
        @Nullable String schemaVersion,
        int line) {

    static SubscriptionView of(String agent, Subscription subscription) {
        return new SubscriptionView(
                agent,
                subscription.id(),
                subscription.topic().text(),
                subscription.handler(),
                subscription.priority(),
                subscription.filter(),
                subscription.key(),
                Retries.of(subscription.retry()),
                subscription.schemaVersion(),
                subscription.line());
    }

    /** How failed deliveries are tried again; what is absent is as configured. */
    @Schema(name = "Retry")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Retries(
            @Nullable Integer retries,
            @Schema(example = "500ms") @Nullable String delay,
            @Nullable Double multiplier,
            @Nullable Double jitter,
            @Schema(example = "30s") @Nullable String maxDelay,
            List<String> retryOn,
            List<String> noRetryOn) {

        static @Nullable Retries of(@Nullable RetrySettings settings) {
            return settings == null
                    ? null
                    : new Retries(
                            settings.retries(),
                            text(settings.delay()),
                            settings.multiplier(),
                            settings.jitter(),
                            text(settings.maxDelay()),
                            settings.retryOn(),
                            settings.noRetryOn());
        }

        private static @Nullable String text(@Nullable Duration duration) {
            return duration == null ? null : Durations.text(duration);
        }
    }

    /**
     * Sorts subscriptions and finds the place of a cursor; a space sorts before anything a name may
     * hold.
     */
    String sortKey() {
        return agent + " " + id;
    }
}
