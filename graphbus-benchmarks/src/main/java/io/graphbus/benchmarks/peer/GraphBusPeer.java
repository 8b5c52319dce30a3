package io.graphbus.benchmarks.peer;

import io.graphbus.GraphBus;
import java.util.LinkedHashMap;
import java.util.Map;

/** GraphBus with history and statistics on, an agent per subscriber. */
public final class GraphBusPeer implements Peer {

    private final GraphBus bus;

    /** GraphBus as it is by default, with the window that all peers have. */
    public GraphBusPeer(Topology topology) {
        this(topology, Features.ON);
    }

    /** GraphBus with more or less switched on. */
    public GraphBusPeer(Topology topology, Features features) {
        Map<String, String> topics = new LinkedHashMap<>();
        GraphBus.Builder builder = features.builder(topology.window());
        topology.subscribers()
                .forEach(
                        (topic, counters) ->
                                counters.forEach(
                                        counter -> {
                                            String name = "Agent" + topics.size();
                                            builder.agent(name, new CountingAgent(counter));
                                            topics.put(name, topic);
                                        }));
        bus = builder.build().start();
        topics.forEach((agent, topic) -> bus.subscribe(agent, topic, "on"));
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
