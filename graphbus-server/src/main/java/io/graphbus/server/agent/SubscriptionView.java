package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.agent.Priority;
import io.graphbus.model.Subscription;
import io.swagger.v3.oas.annotations.media.Schema;
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
                subscription.schemaVersion(),
                subscription.line());
    }

    /**
     * Sorts subscriptions and finds the place of a cursor; a space sorts before anything a name may
     * hold.
     */
    String sortKey() {
        return agent + " " + id;
    }
}
