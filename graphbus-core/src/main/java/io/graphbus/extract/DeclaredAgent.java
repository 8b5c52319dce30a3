package io.graphbus.extract;

import io.graphbus.agent.Agent;

/** What {@link Agent} says about a class, with the name it has when none is given. */
record DeclaredAgent(String name, String description, int concurrency, boolean blocking) {

    static DeclaredAgent of(Class<?> type, Agent agent) {
        return new DeclaredAgent(
                agent.name().isEmpty() ? type.getSimpleName() : agent.name(),
                agent.description(),
                agent.concurrency(),
                agent.blocking());
    }
}
