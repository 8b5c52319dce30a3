package io.graphbus.migration.delivery;

import io.graphbus.agent.Event;
import io.graphbus.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * What versions did to a delivery. A delivery whose payload is passed on as it is sends none of
 * these.
 */
public sealed interface DeliverySignal extends Signal {

    /** The event on its way. */
    Event event();

    /** Who is to get it. */
    String agent();

    /** Id of the agent's subscription. */
    String subscription();

    /**
     * A payload was migrated for a subscriber.
     *
     * @param from version that was written
     * @param to version that is handed over
     */
    record PayloadMigrated(Event event, String agent, String subscription, String from, String to)
            implements DeliverySignal {}

    /**
     * A payload does not fit its subscriber. With validation enforced the delivery fails; with
     * warnings it is made all the same.
     *
     * @param written version of the payload; {@code null} if its publisher declares none
     * @param wanted range of versions the subscriber reads, {@code *} for all
     * @param pointer where the payload offends, as a JSON pointer; empty for the whole
     * @param enforced whether the delivery fails
     */
    record PayloadRefused(
            Event event,
            String agent,
            String subscription,
            @Nullable String written,
            String wanted,
            Refusal reason,
            String pointer,
            boolean enforced)
            implements DeliverySignal {}
}
