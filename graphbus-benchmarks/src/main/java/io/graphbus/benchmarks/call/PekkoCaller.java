package io.graphbus.benchmarks.call;

import io.graphbus.benchmarks.peer.Payload;
import java.time.Duration;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko's ask. */
public final class PekkoCaller implements Caller {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ActorSystem<Ask> system =
            ActorSystem.create(Behaviors.setup(context -> adder(new Adder())), "bench");

    private record Ask(Payload payload, ActorRef<Long> replyTo) {}

    private static Behavior<Ask> adder(Adder adder) {
        return Behaviors.receiveMessage(
                ask -> {
                    ask.replyTo().tell(adder.add(ask.payload()));
                    return Behaviors.same();
                });
    }

    @Override
    public @Nullable Object call(Payload payload) {
        return AskPattern.<Ask, Long>ask(
                        system, ref -> new Ask(payload, ref), TIMEOUT, system.scheduler())
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
