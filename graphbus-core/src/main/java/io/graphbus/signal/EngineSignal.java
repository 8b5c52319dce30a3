package io.graphbus.signal;

import io.graphbus.agent.Event;
import io.graphbus.problem.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the engine itself has to say. Durations are those of the agent's own code, in nanoseconds.
 */
public sealed interface EngineSignal extends Signal {

    /** An event was accepted. */
    record EventPublished(Event event, int subscribers) implements EngineSignal {}

    /** A handler returned. */
    record DeliveryCompleted(
            Event event, String agent, String subscription, String handler, long nanos)
            implements EngineSignal {}

    /**
     * A handler threw, took longer than it may, or could not be given the payload. Sent for each
     * attempt, together with {@link DeliveryRetrying} or {@link DeliveryDead}.
     */
    record DeliveryFailed(
            Event event,
            String agent,
            String subscription,
            String handler,
            long nanos,
            Throwable cause)
            implements EngineSignal {}

    /**
     * A failed delivery will be tried again.
     *
     * @param attempt the one that failed, from 1
     * @param nextAt when the next one follows
     */
    record DeliveryRetrying(
            Event event,
            String agent,
            String subscription,
            String handler,
            int attempt,
            Throwable cause,
            Instant nextAt)
            implements EngineSignal {}

    /**
     * A delivery has failed for the last time and is given up.
     *
     * @param attempts all of them
     * @param cause why the last one failed
     */
    record DeliveryDead(
            Event event,
            String agent,
            String subscription,
            String handler,
            int attempts,
            Throwable cause)
            implements EngineSignal {}

    /**
     * An accepted event was not handled: a filter passed it over, a full mailbox dropped it, its
     * handler was gone, or its time was over.
     */
    record DeliverySkipped(Event event, String agent, String subscription, Reason reason)
            implements EngineSignal {

        /** Why an event was not handled. */
        public enum Reason {
            FILTERED,
            DROPPED,
            CANCELLED,
            EXPIRED
        }
    }

    /** A direct call returned. */
    record CallCompleted(String agent, String method, long nanos) implements EngineSignal {}

    /** A direct call failed in the agent, or took longer than it may. */
    record CallFailed(String agent, String method, long nanos, Throwable cause)
            implements EngineSignal {}

    /** An agent takes calls and events. */
    record AgentStarted(String agent) implements EngineSignal {}

    /** An agent no longer takes calls and events. */
    record AgentStopped(String agent) implements EngineSignal {}

    /** An execution has taken longer than it may and is still running. */
    record AgentStuck(String agent, String operation, long millis) implements EngineSignal {}

    /** An execution that had taken longer than it may has ended after all. */
    record AgentUnstuck(String agent, String operation) implements EngineSignal {}

    /** An agent was restarted: what comes from now on is executed by its new instance. */
    record AgentRestarted(String agent) implements EngineSignal {}

    /** Every agent of the graph takes calls and events. */
    record GraphStarted(int agents) implements EngineSignal {}

    /**
     * The graph has stopped.
     *
     * @param undone deliveries that were not made; an event that another thread publishes in the
     *     very moment of the stop may be cancelled without being counted here
     * @param agents who was still at work or had events waiting, each with how many of these
     */
    record GraphStopped(long undone, Map<String, Long> agents) implements EngineSignal {

        public GraphStopped {
            agents = Collections.unmodifiableMap(new TreeMap<>(agents));
        }

        public GraphStopped(long undone) {
            this(undone, Map.of());
        }
    }

    /**
     * Something is wrong that belongs to no single execution, such as too few engine threads or a
     * state that was not saved.
     */
    record ProblemReported(Problem problem) implements EngineSignal {}
}
