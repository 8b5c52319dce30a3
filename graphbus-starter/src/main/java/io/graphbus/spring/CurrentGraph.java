package io.graphbus.spring;

import io.graphbus.GraphBus;
import java.util.function.Consumer;

/**
 * The graph that serves right now. In an application that is its one {@link GraphBus} bean for
 * ever; whoever swaps graphs while running provides a bean of this type instead of a {@code
 * GraphBus} bean, and health, metrics and the endpoint follow it. Usable from any thread.
 */
public interface CurrentGraph {

    /** The serving graph; ask again rather than keep it. */
    GraphBus bus();

    /**
     * Tells the listener of each graph that takes over from now on, once {@link #bus()} returns it
     * and the graph before it has been drained and stopped: until then, metrics count the graph
     * before it.
     */
    void onChange(Consumer<GraphBus> listener);

    /**
     * Whether another graph takes over at this moment. What is asked of the graph waits meanwhile,
     * so it is no outage that {@link #bus()} has stopped for it.
     */
    default boolean isChanging() {
        return false;
    }

    /** A graph that never changes. */
    static CurrentGraph of(GraphBus bus) {
        return new CurrentGraph() {
            @Override
            public GraphBus bus() {
                return bus;
            }

            @Override
            public void onChange(Consumer<GraphBus> listener) {
                // there is no other graph to tell of
            }
        };
    }
}
