package io.graphbus.benchmarks.rally;

import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.rival.ByReference;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Two verticles, each on an event loop of its own. */
public final class VertxRally implements Rally {

    private final Payload ball = new Payload(1, "ball");
    private final DeliveryOptions local = new DeliveryOptions().setLocalOnly(true);
    private final Vertx vertx = Vertx.vertx();
    private final EventBus bus = vertx.eventBus();

    public VertxRally(Rounds rounds) {
        bus.registerDefaultCodec(Payload.class, new ByReference<>("payload"));
        deploy(
                "ping",
                hit -> {
                    if (rounds.hit()) {
                        bus.publish("pong", hit.body(), local);
                    }
                });
        deploy("pong", hit -> bus.publish("ping", hit.body(), local));
    }

    private void deploy(String address, Handler<Message<Payload>> handler) {
        vertx.deployVerticle(new Player(address, handler)).await();
    }

    @Override
    public void serve() {
        bus.publish("ping", ball, local);
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Player extends VerticleBase {

        private final String address;
        private final Handler<Message<Payload>> handler;

        Player(String address, Handler<Message<Payload>> handler) {
            this.address = address;
            this.handler = handler;
        }

        @Override
        public Future<?> start() {
            return vertx.eventBus().localConsumer(address, handler).completion();
        }
    }
}
