package io.graphbus.runtime;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Event;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.bus.Publish;
import io.graphbus.bus.Receipt;
import io.graphbus.chain.Execution;
import io.graphbus.gate.Interceptors;
import io.graphbus.gate.Reading;
import io.graphbus.invoke.AgentMaker;
import io.graphbus.invoke.ArgumentBinder;
import io.graphbus.invoke.Payloads;
import io.graphbus.model.AgentDefinition;
import io.graphbus.model.AgentGraph;
import io.graphbus.model.Subscription;
import io.graphbus.runtime.RuntimeStats.Durations;
import io.graphbus.runtime.RuntimeStats.Executions;
import io.graphbus.runtime.RuntimeStats.Presence;
import io.graphbus.runtime.RuntimeStats.Stuck;
import io.graphbus.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The live agents of one graph. Between start and stop it takes calls and events; each start makes
 * everything anew, counts included. Usable from any thread.
 */
public final class RuntimeExecutor {

    private final Lifecycle lifecycle;

    /**
     * A graph that does not run yet.
     *
     * @param makers one for each agent of the graph
     */
    public RuntimeExecutor(
            AgentGraph graph,
            List<AgentMaker> makers,
            RuntimeOptions options,
            Signals signals,
            Interceptors interceptors) {
        lifecycle = new Lifecycle(graph, makers, options, signals, interceptors);
    }

    /** What wants to be there when agents come and go; called by who starts or stops them. */
    public interface Hook {

        /**
         * An agent was made and has not executed anything yet.
         *
         * @param owned whether the engine made the instance
         * @return false when the instance has been spoilt; if it is owned, another one is made
         */
        default boolean made(AgentDefinition definition, Object instance, boolean owned) {
            return true;
        }

        /**
         * What is to be run after each execution of the agent, still in its turn; {@code null} for
         * nothing. Asked after {@link #made}.
         */
        default @Nullable Runnable afterEach(AgentDefinition definition) {
            return null;
        }

        /**
         * An agent wants the last state back that was kept of it. It executes nothing meanwhile.
         */
        default void restoring(AgentDefinition definition, Object instance) {}

        /** All agents run. */
        default void started() {}

        /**
         * Work has been drained; the agents still take {@link RuntimeExecutor#inTurn} and nothing
         * else.
         */
        default void stopping() {}
    }

    /** Adds a hook; before the start. */
    public void hook(Hook hook) {
        lifecycle.hook(hook);
    }

    /** Starts the agents, dependencies first. Does nothing when they run. */
    public void start() {
        lifecycle.start();
    }

    /**
     * Lets work under way finish, for as long as the options say, and stops the agents. Does
     * nothing when they do not run.
     */
    public void stop() {
        lifecycle.stop(() -> {});
    }

    /** Stops for good and then does the rest, which is later when an agent asks for it. */
    public void close(Runnable afterwards) {
        lifecycle.close(afterwards);
    }

    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    /** Calls with positional arguments. */
    public @Nullable Object call(String agent, String method, @Nullable Object... arguments) {
        Engine engine = lifecycle.engine();
        LiveAgent target = engine.agent(agent);
        LiveMethod wanted = engine.method(target, method);
        return engine.calls().call(target, wanted, wanted.binder().bind(arguments));
    }

    /** Calls with named arguments. */
    public @Nullable Object call(String agent, String method, Map<String, ?> arguments) {
        return call(agent, method, binder -> binder.bind(arguments));
    }

    private @Nullable Object call(
            String agent, String method, Function<ArgumentBinder, @Nullable Object[]> arguments) {
        Engine engine = lifecycle.engine();
        LiveAgent target = engine.agent(agent);
        LiveMethod wanted = engine.method(target, method);
        return engine.calls().call(target, wanted, arguments.apply(wanted.binder()));
    }

    /** Calls with a JSON object of arguments; the result is JSON too. */
    public String callJson(String agent, String method, String arguments) {
        int limit = lifecycle.engine().options().maxPayload();
        Object result = call(agent, method, binder -> binder.bindJson(arguments, limit));
        return LiveMethod.json(agent + "." + method, result);
    }

    /** Calls on a virtual thread; wrong names and arguments are told at once. */
    public CompletableFuture<@Nullable Object> callAsync(
            String agent, String method, @Nullable Object... arguments) {
        Engine engine = lifecycle.engine();
        LiveAgent target = engine.agent(agent);
        LiveMethod wanted = engine.method(target, method);
        return engine.calls().async(target, wanted, wanted.binder().bind(arguments));
    }

    /** Publishes a payload with nothing else to say about it. */
    public Receipt publish(String topic, @Nullable Object payload) {
        return publish(topic, Payloads.freeze(payload), null);
    }

    /**
     * Publishes; from within an agent's execution the event is the agent's, otherwise it is
     * external.
     */
    public Receipt publish(Publish request) {
        Object payload =
                request.payload() instanceof Publish.Json json
                        ? Payloads.parse(
                                json.text(),
                                request.topic(),
                                lifecycle.engine().options().maxPayload())
                        : Payloads.freeze(request.payload());
        return publish(request.topic(), payload, request.isPlain() ? null : request.payload(null));
    }

    private Receipt publish(String topic, @Nullable Object payload, @Nullable Publish wish) {
        Engine engine = lifecycle.engine();
        Execution inside = engine.executions().current();
        return inside == null
                ? engine.gate().publish(topic, payload, wish, Event.EXTERNAL, null, false)
                : engine.gate().publish(topic, payload, wish, inside.agent(), inside.cause(), true);
    }

    /** The instance of a running agent. */
    public @Nullable Object instance(String agent) {
        return lifecycle.engineEvenStopping().agent(agent).instance();
    }

    /** Adds a subscription to a running agent; events published from now on reach it. */
    public Subscription subscribe(String agent, String pattern, String handler) {
        return lifecycle.subscriptions().add(lifecycle::engine, agent, pattern, handler);
    }

    /** Removes one; what waits for it is cancelled, and later events do not reach it. */
    public void unsubscribe(String agent, String subscription) {
        lifecycle.subscriptions().remove(lifecycle::engine, agent, subscription);
    }

    /** What takes events now: declared subscriptions and added ones, by agent. */
    public List<Reading.Site> subscriptions() {
        return Subscriptions.sites(lifecycle.engine());
    }

    /**
     * Does something with an agent's instance while nothing else of the agent runs.
     *
     * @param patience how long to wait for the turn, and how long the work may take
     */
    public <T> T inTurn(String agent, String what, Duration patience, Function<Object, T> work) {
        Engine engine = lifecycle.engineEvenStopping();
        return engine.calls().inTurn(engine.agent(agent), what, patience, work);
    }

    /**
     * Replaces an agent's instance by a new one with the same state, between two executions; when
     * that fails it stays. One that somebody else keeps, such as a bean, gets its last saved state
     * back. From within an agent this happens on a thread of its own.
     */
    public void restart(String agent) {
        Engine engine = lifecycle.engine();
        LiveAgent target = engine.agent(agent);
        if (engine.executions().current() == null) {
            restart(engine, target);
        } else {
            restartAfter(Duration.ZERO, agent);
        }
    }

    private void restart(Engine engine, LiveAgent agent) {
        engine.calls().restart(agent, engine, last -> lifecycle.restore(agent, last));
    }

    /** Restarts an agent after a delay, on a thread of its own, unless the graph stops before. */
    public CompletableFuture<Void> restartAfter(Duration delay, String agent) {
        Engine engine = lifecycle.engine();
        LiveAgent target = engine.agent(agent);
        Executor thread = task -> engine.conductor().startPlatform("graphbus-restart", task);
        Executor later = task -> engine.timer().after(delay, () -> thread.execute(task));
        return CompletableFuture.runAsync(() -> restart(engine, target), later);
    }

    /** How often an agent has been executed since the start; cheap, and what retries add counts. */
    public Executions executions(String agent) {
        return Executions.of(lifecycle.engineEvenStopping().agent(agent));
    }

    /** How long an agent's executions took since the start. */
    public Durations durations(String agent) {
        return Durations.of(lifecycle.engineEvenStopping().agent(agent));
    }

    /** What an agent has been executing for longer than it may, if anything. */
    public Optional<Stuck> stuck(String agent) {
        return running().map(engine -> RuntimeStats.stuck(engine).get(agent));
    }

    /** Runs a short task later, by the graph's clock, unless that is closed or the graph stops. */
    public AutoCloseable after(Duration delay, Runnable task) {
        return lifecycle.engineEvenStopping().timer().after(delay, task);
    }

    /** An agent's view of the graph, for agents made elsewhere; good until the next stop. */
    public AgentContext context(String agent) {
        Engine engine = lifecycle.engine();
        return new AgentLink(engine, engine.agent(agent).name());
    }

    /** When the first of the delayed and scheduled work becomes due. */
    public Optional<Instant> nextDue() {
        return running().flatMap(engine -> engine.timer().nextDue());
    }

    /** Waits until no work is queued, running or due; what is due later does not count. */
    public boolean awaitIdle(Duration timeout) {
        return running().map(engine -> engine.awaitIdle(timeout)).orElse(true);
    }

    public RuntimeStats stats() {
        return running().map(RuntimeStats::of).orElse(RuntimeStats.NONE);
    }

    public List<HistoryEntry> history(HistoryQuery query) {
        return running().map(engine -> engine.bus().history(query)).orElse(List.of());
    }

    public Optional<HistoryEntry> event(String id) {
        return running().flatMap(engine -> engine.bus().event(id));
    }

    /** How one agent is right now. */
    public Optional<Presence> presence(String agent) {
        return running().map(engine -> Presence.of(engine.agent(agent)));
    }

    private Optional<Engine> running() {
        return Optional.ofNullable(lifecycle.engineOrNull());
    }
}
