package io.graphbus.benchmarks.peer;

import io.graphbus.GraphBus;
import io.graphbus.runtime.RuntimeOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** GraphBus with history and statistics on, an agent per subscriber. */
public final class GraphBusPeer implements Peer {

    private final GraphBus bus;

    public GraphBusPeer(Topology topology) {
        this(topology, RuntimeOptions.DEFAULTS);
    }

    /** GraphBus with other options. */
    public GraphBusPeer(Topology topology, RuntimeOptions options) {
        Map<String, String> topics = new LinkedHashMap<>();
        GraphBus.Builder builder = GraphBus.builder().options(options);
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
