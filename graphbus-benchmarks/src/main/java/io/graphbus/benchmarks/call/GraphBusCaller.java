package io.graphbus.benchmarks.call;

import io.graphbus.GraphBus;
import io.graphbus.benchmarks.peer.Features;
import io.graphbus.benchmarks.peer.Payload;
import org.jspecify.annotations.Nullable;

/** A call by agent and method name. */
public final class GraphBusCaller implements Caller {

    private static final int CAPACITY = 1024;

    private final GraphBus bus;

    public GraphBusCaller(Features features) {
        bus = features.builder(CAPACITY).agent(new Adder()).build().start();
    }

    @Override
    public @Nullable Object call(Payload payload) {
        return bus.call("Adder", "add", payload);
    }

    @Override
    public void close() {
        bus.close();
    }
}
