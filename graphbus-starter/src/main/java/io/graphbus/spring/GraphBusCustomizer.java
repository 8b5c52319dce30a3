package io.graphbus.spring;

import io.graphbus.GraphBus;

/**
 * Adds to the application's graph what properties cannot say. Beans of this type are called in
 * their order after the properties, the state store, listeners and interceptors have been applied
 * and before the agents' definitions are read.
 */
@FunctionalInterface
public interface GraphBusCustomizer {

    void customize(GraphBus.Builder builder);
}
