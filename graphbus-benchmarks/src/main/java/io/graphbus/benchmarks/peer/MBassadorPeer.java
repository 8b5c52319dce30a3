package io.graphbus.benchmarks.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import net.engio.mbassy.bus.MBassador;
import net.engio.mbassy.bus.config.BusConfiguration;
import net.engio.mbassy.bus.config.Feature;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;

/**
 * MBassador, asynchronous dispatch, as many dispatchers as processors. It routes by type only: a
 * bus per topic, hence few topics. Its handlers may overlap.
 */
public final class MBassadorPeer implements Peer {

    private final Map<String, MBassador<Payload>> buses = new HashMap<>();

    public MBassadorPeer(Topology topology) {
        topology.subscribers().forEach((topic, counters) -> add(topic, counters, topology));
    }

    private void add(String topic, List<Counter> counters, Topology topology) {
        Feature.AsynchronousMessageDispatch dispatch =
                Feature.AsynchronousMessageDispatch.Default()
                        .setNumberOfMessageDispatchers(Threads.COUNT)
                        .setMessageQueue(new LinkedBlockingQueue<>(topology.window()));
        MBassador<Payload> bus =
                new MBassador<>(
                        new BusConfiguration()
                                .addFeature(Feature.SyncPubSub.Default())
                                .addFeature(Feature.AsynchronousHandlerInvocation.Default())
                                .addFeature(dispatch)
                                .addPublicationErrorHandler(
                                        error -> {
                                            throw new IllegalStateException(error.getCause());
                                        }));
        counters.forEach(counter -> bus.subscribe(new Subscriber(counter)));
        buses.put(topic, bus);
    }

    @Override
    public void publish(String topic, Payload payload) {
        buses.get(topic).publishAsync(payload);
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        buses.values().forEach(MBassador::shutdown);
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public record Subscriber(Counter counter) {
        @Handler
        public void on(Payload payload) {
            counter.addShared(payload);
        }
    }
}
