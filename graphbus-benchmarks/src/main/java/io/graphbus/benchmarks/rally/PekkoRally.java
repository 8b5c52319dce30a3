package io.graphbus.benchmarks.rally;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Two actors that know each other. */
public final class PekkoRally implements Rally {

    private final ActorSystem<Ball> system;

    public PekkoRally(Rounds rounds) {
        system = ActorSystem.create(Behaviors.setup(context -> first(context, rounds)), "bench");
    }

    private record Ball(ActorRef<Ball> from) {}

    private static Behavior<Ball> first(ActorContext<Ball> context, Rounds rounds) {
        Ball ball = new Ball(context.getSelf());
        ActorRef<Ball> other =
                context.spawnAnonymous(Behaviors.setup(self -> second(self.getSelf())));
        return Behaviors.receiveMessage(
                hit -> {
                    if (rounds.hit()) {
                        other.tell(ball);
                    }
                    return Behaviors.same();
                });
    }

    private static Behavior<Ball> second(ActorRef<Ball> self) {
        Ball ball = new Ball(self);
        return Behaviors.receiveMessage(
                hit -> {
                    hit.from().tell(ball);
                    return Behaviors.same();
                });
    }

    @Override
    public void serve() {
        system.tell(new Ball(system));
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
