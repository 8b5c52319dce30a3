package io.graphbus.gate;

import io.graphbus.agent.Event;
import io.graphbus.model.Subscription;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each event before one subscription's filter and handler see it, and may give it in
 * another version. Called in the agent's turn, again for each attempt.
 */
public interface Reading {

    /**
     * The event as the subscription reads it: itself, or a {@link ReadEvent}.
     *
     * @throws io.graphbus.problem.GraphBusException when it must not be given; the delivery fails
     */
    Event read(Event event);

    /**
     * Looks at what passed the filter, as it was read, before it is bound to the handler's type.
     *
     * @throws io.graphbus.problem.GraphBusException when it must not be given; the delivery fails
     */
    void admit(Event event);

    /** The payload that the subscription's ordering key is taken from; never fails. */
    @Nullable Object keyed(Event event);

    /** Makes readings when subscriptions are wired. */
    @FunctionalInterface
    interface Maker {

        /** Every event is given as it is. */
        Maker NONE = site -> null;

        /** How a subscription reads; {@code null} when there is nothing to look at. */
        @Nullable Reading reading(Site site);
    }

    /**
     * A subscription of a live agent.
     *
     * @param payloadType what the handler takes; {@code Object} when it takes no payload
     * @param payloadClass the type's class, boxed
     * @param derived whether the subscription's schema is that of the type
     */
    record Site(
            String agent,
            Subscription subscription,
            Class<?> payloadClass,
            Type payloadType,
            boolean derived) {}
}
