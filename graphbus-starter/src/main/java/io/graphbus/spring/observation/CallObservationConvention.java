package io.graphbus.spring.observation;

import static io.graphbus.spring.observation.GraphBusObservation.Key;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** How calls are named. A bean of this type replaces what it overrides. */
public interface CallObservationConvention extends ObservationConvention<CallContext> {

    @Override
    default String getName() {
        return "graphbus.call";
    }

    @Override
    default String getContextualName(CallContext context) {
        return "call " + context.site().agent() + "." + context.site().method();
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(CallContext context) {
        return KeyValues.of(
                Key.AGENT.withValue(context.site().agent()),
                Key.METHOD.withValue(context.site().method()),
                Key.ERROR_TYPE.withValue(GraphBusObservation.errorType(context)));
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof CallContext;
    }
}
