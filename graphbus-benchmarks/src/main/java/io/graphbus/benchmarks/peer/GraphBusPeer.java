package io.graphbus.benchmarks.peer;

import io.graphbus.GraphBus;
import io.graphbus.runtime.RuntimeOptions;
import java.util.List;

/** GraphBus with history and statistics on, an agent per subscriber. */
public final class GraphBusPeer implements Peer {

    private final GraphBus bus;

    public GraphBusPeer(Topology topology) {
        this(topology, RuntimeOptions.DEFAULTS);
    }

    /** GraphBus with other options. */
    public GraphBusPeer(Topology topology, RuntimeOptions options) {
        GraphBus.Builder builder = GraphBus.builder().options(options);
        topology.subscribers().forEach((topic, counters) -> add(builder, topic, counters));
        bus = builder.build().start();
    }

    private static void add(GraphBus.Builder builder, String topic, List<Counter> counters) {
        counters.forEach(counter -> builder.agent(CountingAgent.of(topic, counter)));
    }

    @Override
    public void publish(String topic, Payload payload) {
        bus.publish(topic, payload);
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        bus.close();
    }
}
