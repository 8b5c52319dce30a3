package io.graphbus.benchmarks.rival;

import io.graphbus.benchmarks.peer.Counter;
import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.peer.Peer;
import io.graphbus.benchmarks.peer.Routes;
import io.graphbus.benchmarks.peer.Topology;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Pekko typed, routed by a map from a topic to its actors: each is told. The dispatcher and the
 * (unbounded) mailboxes are the default ones.
 */
public final class PekkoPeer implements Peer {

    private final Routes<ActorRef<Payload>[]> routes;
    private final ActorSystem<Void> system;

    public PekkoPeer(Topology topology) {
        CompletableFuture<Routes<ActorRef<Payload>[]>> spawned = new CompletableFuture<>();
        Behavior<Void> root =
                Behaviors.setup(
                        context -> {
                            spawned.complete(spawn(context, topology));
                            return Behaviors.empty();
                        });
        system = ActorSystem.create(root, "bench");
        routes = spawned.join();
    }

    @SuppressWarnings("unchecked")
    private static Routes<ActorRef<Payload>[]> spawn(
            ActorContext<Void> context, Topology topology) {
        return topology.<ActorRef<Payload>>map(
                counter -> context.spawnAnonymous(subscriber(counter)), ActorRef[]::new);
    }

    private static Behavior<Payload> subscriber(Counter counter) {
        return Behaviors.receiveMessage(
                payload -> {
                    counter.add(payload);
                    return Behaviors.same();
                });
    }

    @Override
    public void publish(String topic, Payload payload) {
        for (ActorRef<Payload> subscriber : routes.of(topic)) {
            subscriber.tell(payload);
        }
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
