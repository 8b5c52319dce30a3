package io.graphbus.durable.append;

import io.graphbus.problem.Problem;
import io.graphbus.store.log.EventData;

/**
 * Stands for the payload of an event whose text cannot be read any more, until its deliveries fail.
 *
 * @param event as it is kept
 */
public record Unreadable(EventData event, Problem problem) {

    /** Without the text. */
    @Override
    public String toString() {
        return problem.message();
    }
}
