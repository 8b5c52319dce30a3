package io.graphbus;

import io.graphbus.model.Subscription;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import java.util.Set;

/**
 * A subscription that was added to a running graph; closing it removes it again. It may be closed
 * more than once, by any thread.
 */
public final class AddedSubscription implements AutoCloseable {

    private static final Set<ProblemCode> GONE =
            Set.of(ProblemCode.UNKNOWN_SUBSCRIPTION, ProblemCode.UNKNOWN_AGENT);

    private final GraphBus bus;
    private final Subscription definition;
    private final String agent;

    AddedSubscription(GraphBus bus, Subscription definition, String agent) {
        this.bus = bus;
        this.definition = definition;
        this.agent = agent;
    }

    public String agent() {
        return agent;
    }

    /** Names it within its agent, in statistics and for {@link GraphBus#unsubscribe}. */
    public String id() {
        return definition.id();
    }

    /** The topic or pattern. */
    public String topic() {
        return definition.topic().text();
    }

    public String handler() {
        return definition.handler();
    }

    @Override
    public void close() {
        try {
            bus.unsubscribe(agent, id());
        } catch (GraphBusException e) {
            if (!GONE.contains(e.problem().code())) {
                throw e;
            }
        }
    }

    @Override
    public String toString() {
        return agent + "." + id() + " on " + topic();
    }
}
