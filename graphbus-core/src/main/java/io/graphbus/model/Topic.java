package io.graphbus.model;

import io.graphbus.schema.Schema;
import java.util.List;

/**
 * A concrete topic with everybody who touches it.
 *
 * @param publishers agent names, sorted
 * @param subscribers sorted by agent and id; a wildcard subscriber stands under each topic it
 *     matches
 * @param payloadSchema what its publishers send: one schema, or {@code anyOf} where they differ
 */
public record Topic(
        String name, List<String> publishers, List<Subscriber> subscribers, Schema payloadSchema) {

    public Topic {
        publishers = List.copyOf(publishers);
        subscribers = List.copyOf(subscribers);
    }

    /** One end of a topic. */
    public record Subscriber(String agent, String handler, String id) {}
}
