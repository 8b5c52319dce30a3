package io.graphbus.durable.audit;

import io.graphbus.store.log.Reader;
import io.graphbus.store.log.StoredEvent;
import java.util.function.ToIntFunction;

/**
 * A subscription whose events are known.
 *
 * @param topic a topic or pattern
 * @param part which part of the subscription an event belongs to
 */
public record Edge(Reader reader, String topic, ToIntFunction<StoredEvent> part) {

    /** A subscription in a log whose subscriptions have one part. */
    public static Edge whole(Reader reader, String topic) {
        return new Edge(reader, topic, event -> 0);
    }
}
