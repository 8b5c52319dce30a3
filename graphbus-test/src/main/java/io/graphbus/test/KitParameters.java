package io.graphbus.test;

import io.graphbus.GraphBus;
import java.util.Set;

/** What a test method may ask for by the type of a parameter. */
public final class KitParameters {

    private static final Set<Class<?>> TYPES =
            Set.of(
                    GraphBusTester.class,
                    Scenario.class,
                    PublishedEvents.class,
                    RecordedSignals.class,
                    SteppedClock.class,
                    GraphBus.class);

    private KitParameters() {}

    public static boolean supports(Class<?> type) {
        return TYPES.contains(type);
    }

    /** The part of the kit that has the type, which must be a supported one. */
    public static Object of(GraphBusTester graph, Class<?> type) {
        if (type == Scenario.class) {
            return graph.scenario();
        } else if (type == PublishedEvents.class) {
            return graph.events();
        } else if (type == RecordedSignals.class) {
            return graph.signals();
        } else if (type == SteppedClock.class) {
            return graph.clock();
        }
        return type == GraphBus.class ? graph.bus() : graph;
    }
}
