package io.graphbus.benchmarks.rival;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Topology;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.util.ArrayList;
import java.util.List;

/** The event bus of Vert.x, local, payloads by reference; a verticle per subscriber. */
public final class VertxPeer implements Peer {

    private final Vertx vertx = Vertx.vertx();
    private final EventBus bus = vertx.eventBus();
    private final DeliveryOptions local = new DeliveryOptions().setLocalOnly(true);

    public VertxPeer(Topology topology) {
        bus.registerDefaultCodec(Payload.class, new ByReference<>("payload"));
        List<Future<String>> deployed = new ArrayList<>();
        topology.subscribers()
                .forEach(
                        (topic, counters) ->
                                counters.forEach(
                                        counter -> {
                                            deployed.add(
                                                    vertx.deployVerticle(
                                                            new Subscriber(
                                                                    options(topic), counter)));
                                        }));
        Future.all(deployed).await();
    }

    private static MessageConsumerOptions options(String topic) {
        return new MessageConsumerOptions()
                .setAddress(topic)
                .setLocalOnly(true)
                .setMaxBufferedMessages(Integer.MAX_VALUE);
    }

    @Override
    public void publish(String topic, Payload payload) {
        bus.publish(topic, payload, local);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Subscriber extends VerticleBase {

        private final MessageConsumerOptions options;
        private final Counter counter;

        Subscriber(MessageConsumerOptions options, Counter counter) {
            this.options = options;
            this.counter = counter;
        }

        @Override
        public Future<?> start() {
            return vertx.eventBus()
                    .<Payload>consumer(options, message -> counter.add(message.body()))
                    .completion();
        }
    }
}
