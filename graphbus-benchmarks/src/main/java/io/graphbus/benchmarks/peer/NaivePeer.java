package io.graphbus.benchmarks.peer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A map lookup and direct calls on the publisher's thread: the floor of cost, and no bus. */
public final class NaivePeer implements Peer {

    private final Map<String, Consumer<Payload>[]> routes;

    @SuppressWarnings("unchecked")
    public NaivePeer(Topology topology) {
        routes =
                new ConcurrentHashMap<>(
                        topology.<Consumer<Payload>>map(
                                counter -> counter::addShared, Consumer[]::new));
    }

    @Override
    public void publish(String topic, Payload payload) {
        for (Consumer<Payload> subscriber : routes.get(topic)) {
            subscriber.accept(payload);
        }
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public void close() {}
}
