package io.graphbus.spring.observation;

import static io.graphbus.spring.observation.GraphBusObservation.Key;

import io.graphbus.agent.Event;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** How publishes are named. A bean of this type replaces what it overrides. */
public interface PublishObservationConvention extends ObservationConvention<PublishContext> {

    @Override
    default String getName() {
        return "graphbus.publish";
    }

    @Override
    default String getContextualName(PublishContext context) {
        return "publish " + context.destination();
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(PublishContext context) {
        return KeyValues.of(
                Key.SYSTEM.withValue("graphbus"),
                Key.OPERATION.withValue("publish"),
                Key.OPERATION_TYPE.withValue("send"),
                Key.DESTINATION.withValue(context.destination()),
                Key.AGENT.withValue(context.publishing().source()),
                Key.ERROR_TYPE.withValue(GraphBusObservation.errorType(context)));
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(PublishContext context) {
        KeyValues values = KeyValues.of(Key.TOPIC.withValue(context.publishing().topic()));
        return context.receipt() instanceof Event event
                ? values.and(
                        Key.MESSAGE_ID.withValue(event.id()),
                        Key.CONVERSATION_ID.withValue(event.correlationId()))
                : values; // refused, or held back: it has no id yet
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof PublishContext;
    }
}
