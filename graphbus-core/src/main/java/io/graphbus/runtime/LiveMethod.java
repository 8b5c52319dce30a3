package io.graphbus.runtime;

import io.graphbus.agent.Event;
import io.graphbus.bus.Publish;
import io.graphbus.invoke.ArgumentBinder;
import io.graphbus.invoke.Invoker;
import io.graphbus.invoke.Payloads;
import io.graphbus.invoke.Tally;
import io.graphbus.model.MethodDefinition;
import io.graphbus.model.Publication;
import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.Unpublished;
import io.graphbus.runtime.RuntimeStats.MethodStats;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A callable method of a live agent. */
final class LiveMethod {

    private final MethodDefinition definition;
    private final ArgumentBinder binder;
    private final Results results;
    private final Tally[] tallies;
    private final LongAdder refused = new LongAdder();

    /** Changed while no lane of the agent runs, read by whoever has a turn. */
    private Invoker invoker;

    LiveMethod(
            MethodDefinition definition,
            ArgumentBinder binder,
            Invoker invoker,
            Results results,
            Tally[] tallies) {
        this.definition = definition;
        this.binder = binder;
        this.invoker = invoker;
        this.results = results;
        this.tallies = tallies;
    }

    MethodDefinition definition() {
        return definition;
    }

    ArgumentBinder binder() {
        return binder;
    }

    /** What executes it; to be asked for in the agent's turn. */
    Invoker invoker() {
        return invoker;
    }

    void invoker(Invoker fresh) {
        invoker = fresh;
    }

    Results results() {
        return results;
    }

    Tally[] tallies() {
        return tallies;
    }

    /** Calls that failed before it was their turn. */
    LongAdder refused() {
        return refused;
    }

    MethodStats stats() {
        long failed = Tally.sum(Tally.Outcome.FAILED, tallies) + refused.sum();
        long succeeded = Tally.sum(Tally.Outcome.SUCCEEDED, tallies);
        return new MethodStats(
                definition.name(), succeeded + failed, failed, Tally.latency(tallies));
    }

    /** A result without a JSON form is the agent's fault, not the caller's. */
    static String json(String method, @Nullable Object result) {
        try {
            return Payloads.toJson(result);
        } catch (GraphBusException e) {
            Problem problem = e.problems().getFirst();
            throw Problem.of(
                            ProblemCode.AGENT_FAILED,
                            method,
                            "the result cannot be answered: " + problem.message(),
                            problem.hint())
                    .toException(e);
        }
    }

    static Tally[] tallies(int lanes) {
        Tally[] tallies = new Tally[lanes];
        for (int i = 0; i < lanes; i++) {
            tallies[i] = new Tally();
        }
        return tallies;
    }

    /**
     * What happens to a method's result: it goes to the topics its {@code @Publishes} names, once
     * the execution has ended.
     */
    static final class Results {

        private final Engine engine;
        private final String agent;
        private final List<Publication> publications;
        private final boolean some;

        Results(Engine engine, String agent, List<Publication> publications) {
            this.engine = engine;
            this.agent = agent;
            this.publications = publications;
            this.some = !publications.isEmpty();
        }

        /** Whether the result goes anywhere. */
        boolean arePublished(@Nullable Object result) {
            return result != null && some;
        }

        /**
         * Publishes a result.
         *
         * @return what went wrong and is left to do; {@code null} when all is done
         */
        @Nullable Unpublished publish(@Nullable Object result, @Nullable Event cause) {
            if (result == null || publications.isEmpty()) {
                return null;
            }
            if (!engine.options().messageBus()) {
                engine.droppedResults().add(publications.size());
                return null;
            }
            try {
                return publishFrom(0, Payloads.freeze(result), cause);
            } catch (Throwable e) { // user code: what a result has inside
                return new Unpublished(result, 0, e);
            }
        }

        /** Publishes what was left. */
        @Nullable Unpublished publish(Unpublished rest, @Nullable Event cause) {
            return publishFrom(rest.next(), rest.payload(), cause);
        }

        private @Nullable Unpublished publishFrom(
                int first, @Nullable Object payload, @Nullable Event cause) {
            for (int i = first; i < publications.size(); i++) {
                try {
                    publish(publications.get(i), payload, cause);
                } catch (Throwable e) { // user code: what a result has inside
                    return new Unpublished(payload, i, e);
                }
            }
            return null;
        }

        private void publish(
                Publication publication, @Nullable Object payload, @Nullable Event cause) {
            Publish request = Publish.to(publication.topic(), payload);
            String pointer = publication.key();
            engine.gate()
                    .publish(
                            pointer == null ? request : request.key(Payloads.at(payload, pointer)),
                            agent,
                            cause,
                            true);
        }
    }
}
