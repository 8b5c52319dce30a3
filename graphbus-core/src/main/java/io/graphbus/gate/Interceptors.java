package io.graphbus.gate;

import io.graphbus.invoke.Interceptor;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.Subscription;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around executions, in front of publishes and before handlers; in each list the first
 * is outermost. Immutable.
 */
public record Interceptors(
        List<Interceptor> executions, List<PublishInterceptor> publishes, Reading.Maker readings) {

    public static final Interceptors NONE =
            new Interceptors(List.of(), List.of(), Reading.Maker.NONE);

    public Interceptors {
        executions = List.copyOf(executions);
        publishes = List.copyOf(publishes);
    }

    /** How a subscription of an agent reads; {@code null} when there is nothing to look at. */
    public @Nullable Reading reading(
            AgentDefinition agent, Subscription subscription, Class<?> payload, Type type) {
        return readings.reading(
                new Reading.Site(
                        agent.name(),
                        subscription,
                        payload,
                        type,
                        agent.contract().written().isEmpty()));
    }
}
