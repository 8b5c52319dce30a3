package io.graphbus.benchmarks.rally;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Subscribes;
import io.graphbus.benchmarks.peer.Payload;
import org.jspecify.annotations.Nullable;

/** Two agents of GraphBus, history and statistics on. */
public final class GraphBusRally implements Rally {

    private final Payload ball = new Payload(1, "ball");
    private final GraphBus bus;

    public GraphBusRally(Rounds rounds) {
        bus = GraphBus.of(new First(rounds), new Second());
    }

    @Override
    public void serve() {
        bus.publish("/Bench/Ping", ball);
    }

    @Override
    public void close() {
        bus.close();
    }

    /** The agent that counts. */
    @Agent
    public static final class First {

        private final Rounds rounds;

        First(Rounds rounds) {
            this.rounds = rounds;
        }

        @Subscribes("/Bench/Ping")
        @Publishes("/Bench/Pong")
        public @Nullable Payload on(Payload ball) {
            return rounds.hit() ? ball : null;
        }
    }

    /** The agent that hits back. */
    @Agent
    public static final class Second {
        @Subscribes("/Bench/Pong")
        @Publishes("/Bench/Ping")
        public Payload on(Payload ball) {
            return ball;
        }
    }
}
