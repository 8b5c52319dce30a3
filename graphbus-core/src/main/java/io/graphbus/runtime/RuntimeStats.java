package io.graphbus.runtime;

import io.graphbus.invoke.LatencySnapshot;
import java.util.List;

/**
 * What a running graph has done since its last start; numbers never fall while it runs. {@code
 * offered = delivered + failed + filtered + dropped + cancelled + inFlight} holds whenever the
 * graph is idle.
 *
 * @param published accepted events
 * @param offered accepted events times matching subscriptions
 * @param delivered handlers that returned
 * @param failed handlers that threw, after their last attempt
 * @param dropped events pushed out of, or refused by, a full mailbox after acceptance, or
 *     {@code @Publishes} results while the bus is off
 * @param cancelled deliveries whose handler was gone
 * @param inFlight queued and running deliveries
 * @param calls finished direct calls, with or without success
 * @param errors direct calls that failed
 */
public record RuntimeStats(
        long published,
        long offered,
        long delivered,
        long failed,
        long filtered,
        long dropped,
        long cancelled,
        long inFlight,
        long calls,
        long errors,
        List<AgentStats> agents,
        List<TopicStats> topics) {

    public RuntimeStats {
        agents = List.copyOf(agents);
        topics = List.copyOf(topics);
    }

    /** Offered deliveries that no outcome accounts for; must be 0 in an idle graph. */
    public long unaccounted() {
        return offered - delivered - failed - filtered - dropped - cancelled - inFlight;
    }

    /**
     * One agent.
     *
     * @param active whether it takes calls and events
     * @param queueDepth events waiting in its mailbox
     */
    public record AgentStats(
            String agent,
            boolean active,
            int queueDepth,
            List<MethodStats> methods,
            List<SubscriptionStats> subscriptions) {

        public AgentStats {
            methods = List.copyOf(methods);
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /** One callable method's direct calls. */
    public record MethodStats(String method, long calls, long errors, LatencySnapshot latency) {}

    /** One subscription's deliveries, all topics it matches together. */
    public record SubscriptionStats(
            String id,
            String topic,
            long delivered,
            long failed,
            long filtered,
            long dropped,
            LatencySnapshot latency) {}

    /** One topic that has seen an event from one source, with how many. */
    public record TopicStats(String topic, String source, long published, int subscribers) {}
}
