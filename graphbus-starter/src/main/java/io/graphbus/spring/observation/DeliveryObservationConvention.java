package io.graphbus.spring.observation;

import static io.graphbus.spring.observation.GraphBusObservation.Key;

import io.graphbus.agent.Event;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.Objects;

/** How attempts at deliveries are named. A bean of this type replaces what it overrides. */
public interface DeliveryObservationConvention extends ObservationConvention<DeliveryContext> {

    @Override
    default String getName() {
        return "graphbus.deliver";
    }

    @Override
    default String getContextualName(DeliveryContext context) {
        return "process " + context.destination();
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(DeliveryContext context) {
        return KeyValues.of(
                Key.SYSTEM.withValue("graphbus"),
                Key.OPERATION.withValue("process"),
                Key.OPERATION_TYPE.withValue("process"),
                Key.DESTINATION.withValue(context.destination()),
                Key.SUBSCRIPTION.withValue(
                        Objects.requireNonNullElse(context.site().subscription(), "none")),
                Key.AGENT.withValue(context.site().agent()),
                Key.ERROR_TYPE.withValue(GraphBusObservation.errorType(context)));
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(DeliveryContext context) {
        Event event = context.event();
        return KeyValues.of(
                Key.TOPIC.withValue(event.topic()),
                Key.MESSAGE_ID.withValue(event.id()),
                Key.CONVERSATION_ID.withValue(event.correlationId()),
                Key.ATTEMPT.withValue(Integer.toString(context.attempt())));
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof DeliveryContext;
    }
}
