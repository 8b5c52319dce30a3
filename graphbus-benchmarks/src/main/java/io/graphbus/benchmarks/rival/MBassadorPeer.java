package io.graphbus.benchmarks.rival;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Threads;
import io.graphbus.benchmarks.peer.Topology;
import java.util.List;
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

    private final Routes<MBassador<Payload>> buses;

    public MBassadorPeer(Topology topology) {
        buses = topology.routes((topic, counters) -> bus(counters, topology));
    }

    private static MBassador<Payload> bus(List<Counter> counters, Topology topology) {
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
        return bus;
    }

    @Override
    public void publish(String topic, Payload payload) {
        buses.of(topic).publishAsync(payload);
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {
        buses.all().forEach(MBassador::shutdown);
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
