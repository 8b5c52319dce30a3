package io.graphbus.benchmarks.peer;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;

/** An agent that counts. */
@Agent
public final class CountingAgent {

    private final Counter counter;

    CountingAgent(Counter counter) {
        this.counter = counter;
    }

    @SchemaMethod
    public void on(Payload payload) {
        counter.add(payload);
    }
}
