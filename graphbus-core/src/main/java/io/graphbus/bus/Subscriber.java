package io.graphbus.bus;

import io.graphbus.agent.Event;
import io.graphbus.agent.Priority;
import io.graphbus.mailbox.Mailbox;
import io.graphbus.model.TopicPattern;
import org.jspecify.annotations.Nullable;

/** One subscription as the bus sees it: a name, a pattern, and the lanes its events line up in. */
public interface Subscriber {

    String agent();

    /** Unique within the agent. */
    String id();

    /** Name of the handling method. */
    String handler();

    TopicPattern topic();

    /** For events whose publisher named none. */
    Priority priority();

    /** The agent's mailboxes: one, unless it handles several events at a time. */
    Mailbox[] lanes();

    /**
     * What orders the event here; {@code null} for nothing. Asked only when there are several
     * lanes.
     */
    @Nullable String orderingKey(Event event);
}
