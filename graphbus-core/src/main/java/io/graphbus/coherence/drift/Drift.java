package io.graphbus.coherence.drift;

import io.graphbus.coherence.relation.Relation;
import java.time.Instant;

/**
 * An agent that publishes in another version than most on its topic.
 *
 * @param expected the version most of the topic was in
 * @param actual the version the agent published
 * @param relation how the two stand to each other
 * @param since when the version came up there
 * @param deliveries in the window
 * @param share of the topic's deliveries in the window, 0 to 1
 * @param trend by how much the share grows in an hour; negative when it shrinks
 */
public record Drift(
        String topic,
        String agent,
        String expected,
        String actual,
        Relation relation,
        Instant since,
        long deliveries,
        double share,
        double trend) {}
