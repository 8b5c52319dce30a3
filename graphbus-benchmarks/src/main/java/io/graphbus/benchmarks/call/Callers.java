package io.graphbus.benchmarks.call;

import io.graphbus.benchmarks.peer.Features;
import java.util.function.Supplier;

/** Everything that can be asked. */
public enum Callers {
    graphbusOff("GraphBus, all off", () -> new GraphBusCaller(Features.OFF)),
    graphbus("GraphBus, history, statistics and health on", () -> new GraphBusCaller(Features.ON)),
    pekko("Pekko ask", PekkoCaller::new),
    vertx("Vert.x request", VertxCaller::new),
    naive("naive: map lookup and virtual call", NaiveCaller::new);

    private final String title;
    private final Supplier<Caller> factory;

    Callers(String title, Supplier<Caller> factory) {
        this.title = title;
        this.factory = factory;
    }

    public String title() {
        return title;
    }

    public Caller start() {
        return factory.get();
    }
}
