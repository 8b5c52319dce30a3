package io.graphbus.test;

import io.graphbus.bus.Publish;
import org.jspecify.annotations.Nullable;

/**
 * Says in one sentence what is done and what comes of it. Every word takes effect at once: what is
 * done is done and waited for when it is said, and an expectation that does not hold fails there.
 * No sentence is left open.
 *
 * <pre>{@code
 * scenario.publish("/Order/Created", order)
 *         .andWaitForEvent("/Order/Paid", Paid.class)
 *         .matching(paid -> paid.amount() == 3);
 * }</pre>
 */
public final class Scenario {

    private final GraphBusTester graph;

    Scenario(GraphBusTester graph) {
        this.graph = graph;
    }

    /** An event comes from outside. */
    public Outcome publish(String topic, @Nullable Object payload) {
        return publish(Publish.to(topic, payload));
    }

    /** An event comes from outside, with key, priority or headers. */
    public Outcome publish(Publish request) {
        return stimulate(() -> graph.publish(request));
    }

    /** A method of an agent is called. */
    public Outcome call(String agent, String method, @Nullable Object... arguments) {
        PublishedEvents events = PublishedEvents.fromNowOn(graph.bus());
        return new Outcome(graph, events, graph.call(agent, method, arguments));
    }

    /** Anything is done that reaches the graph. */
    public Outcome stimulate(Stimulus stimulus) {
        PublishedEvents events = PublishedEvents.fromNowOn(graph.bus());
        try {
            stimulus.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("The stimulus failed: " + e, e);
        }
        graph.settle();
        return new Outcome(graph, events, null);
    }

    /** What sets something going. */
    @FunctionalInterface
    public interface Stimulus {
        void run() throws Exception;
    }

    @Override
    public String toString() {
        return "scenario of " + graph;
    }
}
