package io.graphbus.spring.observation;

import io.graphbus.problem.GraphBusException;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;
import java.util.List;

/**
 * What is observed, and by which names. Those of messages are OpenTelemetry's, where it has some.
 */
public enum GraphBusObservation implements ObservationDocumentation {

    /** An event on its way to the bus; ends when the bus has accepted or refused it. */
    PUBLISH(
            PublishObservationConvention.class,
            List.of(
                    Key.SYSTEM,
                    Key.OPERATION,
                    Key.OPERATION_TYPE,
                    Key.DESTINATION,
                    Key.AGENT,
                    Key.ERROR_TYPE),
            List.of(Key.TOPIC, Key.MESSAGE_ID, Key.CONVERSATION_ID)),

    /** One attempt at handling an event. */
    DELIVERY(
            DeliveryObservationConvention.class,
            List.of(
                    Key.SYSTEM,
                    Key.OPERATION,
                    Key.OPERATION_TYPE,
                    Key.DESTINATION,
                    Key.SUBSCRIPTION,
                    Key.AGENT,
                    Key.ERROR_TYPE),
            List.of(Key.TOPIC, Key.MESSAGE_ID, Key.CONVERSATION_ID, Key.ATTEMPT)),

    /** The execution of a direct call; waiting for the agent's turn is not part of it. */
    CALL(
            CallObservationConvention.class,
            List.of(Key.AGENT, Key.METHOD, Key.ERROR_TYPE),
            List.of());

    private final Class<? extends ObservationConvention<? extends Observation.Context>> convention;
    private final List<KeyName> low;
    private final List<KeyName> high;

    GraphBusObservation(
            Class<? extends ObservationConvention<? extends Observation.Context>> convention,
            List<KeyName> low,
            List<KeyName> high) {
        this.convention = convention;
        this.low = low;
        this.high = high;
    }

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
            getDefaultConvention() {
        return convention;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return low.toArray(KeyName[]::new);
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return high.toArray(KeyName[]::new);
    }

    /** What kind of failure an observation ended with, in few words. */
    static String errorType(Observation.Context context) {
        return switch (context.getError()) {
            case null -> "none";
            case GraphBusException known -> known.problem().code().name();
            case Throwable other -> other.getClass().getName();
        };
    }

    /** The keys of all observations. */
    public enum Key implements KeyName {
        /** Always {@code graphbus}. */
        SYSTEM("messaging.system"),

        /** {@code publish} or {@code process}. */
        OPERATION("messaging.operation.name"),

        /** {@code send} or {@code process}. */
        OPERATION_TYPE("messaging.operation.type"),

        /** The topic; {@code other} for those that nobody knows, after the first hundred. */
        DESTINATION("messaging.destination.name"),

        /** The id of the subscription. */
        SUBSCRIPTION("messaging.destination.subscription.name"),

        /** The publishing, handling or called agent; {@code external} for a publisher outside. */
        AGENT("graphbus.agent"),

        /** The called method. */
        METHOD("graphbus.method"),

        /** The code of a problem, the class of any other failure, or {@code none}. */
        ERROR_TYPE("error.type"),

        /** The topic as it is. */
        TOPIC("graphbus.topic"),

        /** The event's id. */
        MESSAGE_ID("messaging.message.id"),

        /** The id of the first event of the chain. */
        CONVERSATION_ID("messaging.message.conversation_id"),

        /** Which attempt at the delivery it is, from 1. */
        ATTEMPT("graphbus.delivery.attempt");

        private final String name;

        Key(String name) {
            this.name = name;
        }

        @Override
        public String asString() {
            return name;
        }
    }
}
