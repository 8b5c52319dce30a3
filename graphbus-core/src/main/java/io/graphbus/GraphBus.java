package io.graphbus;

import io.graphbus.agent.AgentContext;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.health.HealthMonitor;
import io.graphbus.health.HealthPolicy;
import io.graphbus.invoke.Interceptor;
import io.graphbus.invoke.Payloads;
import io.graphbus.migration.Migration;
import io.graphbus.model.AgentGraph;
import io.graphbus.runtime.RuntimeExecutor;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.runtime.RuntimeStats;
import io.graphbus.runtime.RuntimeStats.Presence;
import io.graphbus.signal.SignalListener;
import io.graphbus.store.StateStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A graph of agents that can be run: open one from its artifacts or make one of objects, start it,
 * call its agents and publish events to them, look at what happened, close it. Usable from any
 * thread; options, listeners and stores are given before the start.
 *
 * <pre>{@code
 * try (GraphBus bus = GraphBus.open(Path.of(".graphbus")).start()) {
 *     bus.call("HelloService", "generateMessage", "Ada");
 * }
 * }</pre>
 */
public final class GraphBus extends GraphTraces implements AutoCloseable {

    GraphBus(Assembly assembly) {
        super(assembly);
    }

    /**
     * The graph of a build; not started.
     *
     * @throws io.graphbus.problem.GraphBusException when the artifacts cannot be read
     */
    public static GraphBus open(Path artifacts) {
        return builder().artifacts(ArtifactDirectory.read(artifacts)).build();
    }

    /** A running graph of objects, or of classes to be made into objects, without a build. */
    public static GraphBus of(Object... agents) {
        Builder builder = builder();
        for (Object agent : agents) {
            builder.agent(agent);
        }
        return builder.build().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Keeps the state of stateful agents. */
    public GraphBus state(StateStore store) {
        assembly.state(store);
        return this;
    }

    /** Tells somebody what happens, from the start on. */
    public GraphBus listener(SignalListener<?> listener) {
        assembly.listener(listener);
        return this;
    }

    /** Stands around executions; the first added is outermost. */
    public GraphBus interceptor(Interceptor interceptor) {
        assembly.interceptor(interceptor);
        return this;
    }

    /** Watches how agents fare, by this policy. */
    public GraphBus health(HealthPolicy policy) {
        assembly.health(policy);
        return this;
    }

    /** How agents fare, where a policy was given. */
    public Optional<HealthMonitor> health() {
        return assembly.health();
    }

    public GraphBus options(RuntimeOptions options) {
        assembly.options(options);
        return this;
    }

    public RuntimeOptions options() {
        return assembly.options();
    }

    /** Starts all agents, dependencies first; twice does nothing. After a stop all begins anew. */
    public GraphBus start() {
        assembly.start();
        return this;
    }

    /** Lets work under way finish and stops all agents; stopping twice does nothing. */
    public void stop() {
        assembly.runtime().stop();
    }

    /** Stops and lets go of the agents' classes; the graph cannot be started again. */
    @Override
    public void close() {
        assembly.close();
    }

    public boolean isRunning() {
        return assembly.isRunning();
    }

    /** Calls a method with arguments by name and converts the result. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a null result is null in every type
    public <T> T call(String agent, String method, Map<String, ?> arguments, Class<T> type) {
        return (T) Payloads.as(type, runtime().call(agent, method, arguments));
    }

    /** Calls a method with arguments by position. They are passed as they are, never parsed. */
    public @Nullable Object call(String agent, String method, @Nullable Object... arguments) {
        return runtime().call(agent, method, arguments);
    }

    /**
     * Calls a method with a JSON object of arguments; the result as JSON, {@code null} for none.
     */
    public String callJson(String agent, String method, String arguments) {
        return runtime().callJson(agent, method, arguments);
    }

    /** Calls a method on another thread. */
    public CompletableFuture<@Nullable Object> callAsync(
            String agent, String method, @Nullable Object... arguments) {
        return runtime().callAsync(agent, method, arguments);
    }

    public Receipt publish(String topic, @Nullable Object payload) {
        return runtime().publish(topic, payload);
    }

    public Receipt publish(Publish request) {
        return runtime().publish(request);
    }

    /**
     * Lets a running agent hear one more topic: events published from now on reach the handler.
     * What was added or removed while a graph ran still holds after it was stopped and started
     * again.
     *
     * @param pattern a topic, or a pattern as in {@code @Subscribes}
     * @param handler one of the agent's handlers, whose filter, key and priority hold here too, or
     *     one of its methods that takes at most one parameter
     * @throws io.graphbus.problem.GraphBusException for a name that does not exist, {@code
     *     INVALID_TOPIC}, {@code INVALID_HANDLER}
     */
    public AddedSubscription subscribe(String agent, String pattern, String handler) {
        return new AddedSubscription(this, runtime().subscribe(agent, pattern, handler), agent);
    }

    /**
     * Ends a subscription, declared or added: what is being handled goes on, what waits is
     * cancelled, and events published from now on do not reach it.
     *
     * @throws io.graphbus.problem.GraphBusException for a name that does not exist
     */
    public void unsubscribe(String agent, String subscription) {
        runtime().unsubscribe(agent, subscription);
    }

    /** Publishes a payload given as JSON text. */
    public Receipt publishJson(String topic, String json) {
        return runtime().publish(Publish.json(topic, json));
    }

    /**
     * Waits until no work is queued, running or due; delayed and scheduled work does not count
     * before its time has come. Says whether that came about in time.
     */
    public boolean awaitIdle(Duration timeout) {
        return runtime().awaitIdle(timeout);
    }

    /** When the first of the delayed and scheduled work becomes due, by the graph's clock. */
    public Optional<Instant> nextDue() {
        return runtime().nextDue();
    }

    /** What has happened since the last start. */
    public RuntimeStats stats() {
        return runtime().stats();
    }

    /** How an agent is right now; empty when it does not run. Cheaper than all figures. */
    public Optional<Presence> presence(String agent) {
        return runtime().presence(agent);
    }

    public AgentGraph graph() {
        return assembly.graph();
    }

    /** What payloads are migrated by on their way: what agents declare, and what was given. */
    public List<Migration> migrations() {
        return assembly.migrations();
    }

    /** What an agent may ask of this running graph, for agents that are made elsewhere. */
    public AgentContext context(String agent) {
        return runtime().context(agent);
    }

    /** Replaces an agent's instance by a new one: {@link RuntimeExecutor#restart}. */
    public void restart(String agent) {
        runtime().restart(agent);
    }

    /** Captures the state of every stateful agent now, where there is a state store. */
    public void saveState() {
        assembly.saveState();
    }

    /** Captures one agent's state now, if it has some. */
    public void saveState(String agent) {
        assembly.saveState(agent);
    }

    /** Gives a running agent another state, as JSON, while nothing of it runs, and saves it. */
    public void replaceState(String agent, String json) {
        assembly.replaceState(agent, json);
    }

    private RuntimeExecutor runtime() {
        return assembly.runtime();
    }

    /** Puts a graph together; used by one thread, once. */
    public static final class Builder extends GraphParts {

        private Builder() {}

        /** The graph; not started. Agents that are wrong or do not fit together are a problem. */
        public GraphBus build() {
            assembly.assemble();
            return new GraphBus(assembly);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
