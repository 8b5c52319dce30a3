package io.graphbus.gate;

import io.graphbus.bus.Outlet;
import io.graphbus.invoke.Interceptor;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Subscription;
import java.lang.reflect.Type;
import java.util.List;

/**
 * What stands around executions, in front of publishes and before handlers, in each list the first
 * outermost, and where events are kept. Immutable.
 */
public record Interceptors(
        List<Interceptor> executions,
        List<PublishInterceptor> publishes,
        Reading.Maker readings,
        Outlet.Maker outlets) {

    public static final Interceptors NONE =
            new Interceptors(List.of(), List.of(), Reading.Maker.NONE, Outlet.Maker.NONE);

    public Interceptors {
        executions = List.copyOf(executions);
        publishes = List.copyOf(publishes);
    }

    /** Where readings are made for. */
    public static Reading.Site site(
            AgentDefinition agent, Subscription subscription, Class<?> payload, Type type) {
        return new Reading.Site(
                agent.name(), subscription, payload, type, agent.contract().written().isEmpty());
    }
}
