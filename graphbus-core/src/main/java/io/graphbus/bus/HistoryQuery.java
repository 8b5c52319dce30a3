package io.graphbus.bus;

import org.jspecify.annotations.Nullable;

/**
 * Which events of the history are wanted; the newest come first.
 *
 * @param limit at most so many
 * @param topic only events on this topic, or on those that this pattern matches
 * @param agent only events from or for this agent
 * @param sinceId only events after this one
 * @param beforeId only events before this one, for the next page
 */
public record HistoryQuery(
        int limit,
        @Nullable String topic,
        @Nullable String agent,
        @Nullable String sinceId,
        @Nullable String beforeId) {

    public HistoryQuery {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is negative: " + limit);
        }
    }

    public HistoryQuery(
            int limit, @Nullable String topic, @Nullable String agent, @Nullable String sinceId) {
        this(limit, topic, agent, sinceId, null);
    }

    /** The newest events, whatever they are. */
    public static HistoryQuery newest(int limit) {
        return new HistoryQuery(limit, null, null, null, null);
    }

    /** The same query for what came before an event. */
    public HistoryQuery before(@Nullable String id) {
        return new HistoryQuery(limit, topic, agent, sinceId, id);
    }
}
