package io.graphbus.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What an agent may ask of the graph it lives in; taken as a constructor parameter. Usable from any
 * thread.
 */
public interface AgentContext {

    /** The agent's own name. */
    String name();

    Clock clock();

    /** A logger named after the agent. */
    Logger logger();

    /**
     * Publishes to a topic the agent declares with {@link Publishes}.
     *
     * @return the event's id; where the event waits for a transaction, a name that no event has
     */
    String publish(String topic, @Nullable Object payload);

    /** Publishes with an ordering key and a priority. */
    String publish(String topic, @Nullable Object payload, @Nullable String key, Priority priority);

    /**
     * Publishes once the delay has passed, as the first of a new chain of events; lost when the
     * graph stops before.
     */
    void publishAfter(Duration delay, String topic, @Nullable Object payload);

    /** Calls another agent's method with positional arguments and waits for its result. */
    @Nullable Object call(String agent, String method, @Nullable Object... arguments);

    /** Calls another agent's method and converts the result. */
    <T> T call(Class<T> resultType, String agent, String method, @Nullable Object... arguments);

    CompletableFuture<@Nullable Object> callAsync(
            String agent, String method, @Nullable Object... arguments);

    /**
     * What keeps outside effects from being made again with an event that is delivered again.
     *
     * @throws io.graphbus.problem.GraphBusException {@code NO_EVENT_LOG} where no events are kept
     */
    Once once();

    /**
     * Runs a task in the agent's turn, again and again after each delay, until it is closed or the
     * graph stops.
     */
    AutoCloseable schedule(Duration interval, Runnable task);
}
