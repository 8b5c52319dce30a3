package io.graphbus.benchmarks.call;

import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.rival.ByReference;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import org.jspecify.annotations.Nullable;

/** A request over the event bus of Vert.x, local, by reference. */
public final class VertxCaller implements Caller {

    private final Vertx vertx = Vertx.vertx();
    private final DeliveryOptions local = new DeliveryOptions().setLocalOnly(true);

    public VertxCaller() {
        vertx.eventBus().registerDefaultCodec(Payload.class, new ByReference<>("payload"));
        vertx.deployVerticle(new Answering()).await();
    }

    @Override
    public @Nullable Object call(Payload payload) {
        return vertx.eventBus().request("Adder.add", payload, local).await().body();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static final class Answering extends VerticleBase {

        private final Adder adder = new Adder();

        @Override
        public Future<?> start() {
            return vertx.eventBus()
                    .<Payload>localConsumer(
                            "Adder.add", message -> message.reply(adder.add(message.body())))
                    .completion();
        }
    }
}
