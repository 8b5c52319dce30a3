package io.graphbus.benchmarks.call;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.benchmarks.peer.Payload;

/** An agent that adds up what it is given. Not safe: its bus lets in one thread at a time. */
@Agent
public final class Adder {

    private long sum;

    @SchemaMethod
    public long add(Payload payload) {
        sum += payload.step();
        return sum;
    }
}
