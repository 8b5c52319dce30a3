package io.graphbus.benchmarks.peer;

import java.util.function.Consumer;

/** A map lookup and direct calls on the publisher's thread: the floor of cost, and no bus. */
public final class NaivePeer implements Peer {

    private final Routes<Consumer<Payload>[]> routes;

    @SuppressWarnings("unchecked")
    public NaivePeer(Topology topology) {
        routes = topology.<Consumer<Payload>>map(counter -> counter::addShared, Consumer[]::new);
    }

    @Override
    public void publish(String topic, Payload payload) {
        for (Consumer<Payload> subscriber : routes.of(topic)) {
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
