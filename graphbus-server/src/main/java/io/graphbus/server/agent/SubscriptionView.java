package io.graphbus.server.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.graphbus.agent.Priority;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Durations;
import io.graphbus.model.RetrySettings;
import io.graphbus.model.Subscription;
import io.graphbus.server.web.Cursor;
import io.graphbus.server.web.Page;
import io.graphbus.store.log.Reader;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        int line,
        @Nullable Boolean paused) {

    /** Sorts before anything a name may hold. */
    private static final String FIRST = " ";

    /** Sorts an agent after all of its subscriptions and before the next agent. */
    private static final String LAST = FIRST + "\uFFFF";

    /**
     * A page of all subscriptions, agent by agent; of the others only those of its first agent are
     * looked at.
     *
     * @param agents sorted by name
     */
    static Page<SubscriptionView> page(
            List<AgentDefinition> agents, int limit, @Nullable String cursor) {
        String after = cursor == null ? "" : Cursor.decode(cursor);
        int first = Page.after(after, agents, agent -> agent.name() + LAST);
        List<SubscriptionView> found =
                agents.subList(first, agents.size()).stream()
                        .flatMap(SubscriptionView::of)
                        .filter(view -> view.sortKey().compareTo(after) > 0)
                        .limit(limit + 1L)
                        .toList();
        return Page.cut(found, SubscriptionView::sortKey, limit);
    }

    /** Of one agent, sorted. */
    static Stream<SubscriptionView> of(AgentDefinition agent) {
        return agent.subscriptions().stream()
                .map(subscription -> of(agent.name(), subscription))
                .sorted(Comparator.comparing(SubscriptionView::sortKey));
    }

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
                subscription.line(),
                null);
    }

    /** The same, marked if it is one of those that are paused. */
    SubscriptionView in(Set<Reader> held) {
        return held.contains(new Reader(agent, id))
                ? new SubscriptionView(
                        agent,
                        id,
                        topic,
                        handler,
                        priority,
                        filter,
                        key,
                        retry,
                        schemaVersion,
                        line,
                        true)
                : this;
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

    /** Sorts subscriptions and finds the place of a cursor. */
    String sortKey() {
        return agent + FIRST + id;
    }
}
